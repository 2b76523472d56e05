using System.Buffers.Binary;
using CsCheck;
using DslManifolds.Checkpoints;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DslManifolds.Runtime.Tests.Checkpoints;

/// <summary>What is saved is what is loaded, to the bit.</summary>
public sealed class CheckpointTests : CheckpointTestBase
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void LoadedModuleIsEqualToTheBit(ScalarType type)
    {
        using var saved = Net(1).to(type);
        using var loaded = Net(2).to(type);
        Assert.NotEqual(Bits(saved), Bits(loaded));

        Checkpoint.Save(saved, File);
        Checkpoint.Load(loaded, File);

        Assert.Equal(Bits(saved), Bits(loaded));
        Assert.All(loaded.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.Equal([File], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void EveryBitPatternSurvives()
    {
        using var saved = new Values(64, ScalarType.Float32);
        using var loaded = new Values(64, ScalarType.Float32);
        // Not-a-numbers with payloads, infinities, subnormal numbers and negative zero are among them.
        Gen.UInt.Array[64].Sample(patterns =>
        {
            patterns[0] = 0x7fc00001;
            patterns[1] = 0xff800000;
            patterns[2] = 0x00000001;
            patterns[3] = 0x80000000;
            Buffer.BlockCopy(patterns, 0, saved.Bytes, 0, 256);
            saved.Set(saved.Bytes);
            Checkpoint.Save(saved, File);
            Checkpoint.Load(loaded, File);
            return Bits(loaded) == Convert.ToHexString(saved.Bytes);
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void LoadingKeepsTheParametersInPlace()
    {
        using var saved = Net(1);
        using var loaded = Net(2);
        using var view = loaded.parameters().First().t();
        Checkpoint.Save(saved, File);
        Checkpoint.Load(loaded, File);
        using var expected = saved.parameters().First().t();
        Assert.True(view.equal(expected).all().item<bool>());
    }

    [Fact]
    public void BuffersAndViewsAreKept()
    {
        using var saved = Sequential(Linear(3, 4), BatchNorm1d(4));
        using var loaded = Sequential(Linear(3, 4), BatchNorm1d(4));
        using var x = randn(7, 3);
        using var y = saved.forward(x);
        // A parameter whose elements do not lie in row-major order.
        using var transposed = ones(4, 3).cumsum(0).t().contiguous().t();
        using (no_grad())
        {
            var weight = saved.get_parameter("0.weight")!;
            weight.set_(transposed);
            Assert.False(weight.is_contiguous());
        }
        Checkpoint.Save(saved, File);
        Checkpoint.Load(loaded, File);
        Assert.Equal(Bits(saved), Bits(loaded));
    }

    [Fact]
    public void FilesFromElsewhereLoadAndOursLoadElsewhere()
    {
        using var saved = Net(1);
        using var loaded = Net(2);
        saved.save_safetensors(File);
        Checkpoint.Load(loaded, File);
        Assert.Equal(Bits(saved), Bits(loaded));

        using var back = Net(3);
        Checkpoint.Save(saved, File);
        back.load_safetensors(File);
        Assert.Equal(Bits(saved), Bits(back));
    }

    [Fact]
    public void FileIsReadAsTheFormatSays()
    {
        // Written by hand from the format's description: no metadata, spaces after the header, tensors out of order.
        var data = new byte[24];
        for (int i = 0; i < 6; i++)
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * 4), i + 0.5f);
        Write(
            """
            {"bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]},
             "weight":{"shape":[2,2],"data_offsets":[0,16],"dtype":"F32"}}
            """ + "   ",
            data);
        using var module = Linear(2, 2);
        Checkpoint.Load(module, File);
        Assert.Equal([0.5f, 1.5f, 2.5f, 3.5f], module.weight.detach().data<float>().ToArray());
        Assert.Equal([4.5f, 5.5f], module.bias!.detach().data<float>().ToArray());
    }

    [Fact]
    public void NarrowTypesAreWidenedAndWideOnesRefused()
    {
        using var narrow = Net(1);
        using var wide = Net(2).to(ScalarType.Float64);
        Checkpoint.Save(narrow, File);
        Checkpoint.Load(wide, File);
        using var expected = Net(1).to(ScalarType.Float64);
        Assert.Equal(Bits(expected), Bits(wide));

        Checkpoint.Save(wide, File);
        AssertRefused(narrow, "Float64", "Convert the module");
    }

    [Fact]
    public void MetadataIsGivenBack()
    {
        using var module = Net(1);
        Checkpoint.Save(module, File, new Dictionary<string, string> { ["experiment"] = "circle \"ψ\"\n", ["seed"] = "7" });
        var metadata = Checkpoint.ReadMetadata(File);
        Assert.Equal("circle \"ψ\"\n", metadata["experiment"]);
        Assert.Equal("7", metadata["seed"]);
        Assert.Equal("TorchSharp.Modules.Sequential", metadata[Checkpoint.TypeKey]);
        Assert.Throws<ArgumentException>(() =>
            Checkpoint.Save(module, File, new Dictionary<string, string> { [Checkpoint.TypeKey] = "another" }));
    }

    [Fact]
    public void SavingTwiceWritesTheSameFile()
    {
        using var module = Net(1);
        Checkpoint.Save(module, File);
        byte[] first = System.IO.File.ReadAllBytes(File);
        Checkpoint.Save(module, File);
        Assert.Equal(first, System.IO.File.ReadAllBytes(File));
        // The elements begin at a multiple of eight, as the reference implementation lays them out.
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(first) % 8);
    }

    [Fact]
    public void NoTensorIsLeftBehind()
    {
        using var module = Net(1);
        using var wide = Net(1).to(ScalarType.Float64);
        Checkpoint.Save(module, File);
        Checkpoint.Load(module, File);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 20; i++)
        {
            Checkpoint.Save(module, File);
            Checkpoint.Load(module, File);
            Checkpoint.Load(wide, File);
        }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
