using System.Buffers.Binary;
using System.Text;
using CsCheck;
using DslManifolds.Checkpoints;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DslManifolds.Runtime.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("checkpoint-tests-").FullName;

    private string File => System.IO.Path.Combine(folder, "model.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

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
        Assert.Equal([File], Directory.GetFileSystemEntries(folder));
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
    public void AnotherTypesFileIsRefused()
    {
        using var saved = new Values(4, ScalarType.Float32);
        Checkpoint.Save(saved, File);
        using var module = Net(1);
        AssertRefused(module, typeof(Values).FullName!, "TorchSharp.Modules.Sequential");
    }

    [Fact]
    public void NewerVersionIsRefused()
    {
        Write("{\"__metadata__\":{\"" + Checkpoint.VersionKey + "\":\"2\"}}", []);
        using var module = Net(1);
        AssertRefused(module, "version '2'");
    }

    [Fact]
    public void OtherTensorsAreRefused()
    {
        using var module = Net(1);
        using var shorter = Sequential(Linear(2, 3));
        Checkpoint.Save(shorter, File);
        AssertRefused(module, "lacks '2.bias', '2.weight'");

        using var longer = Sequential(Linear(2, 3), SiLU(), Linear(3, 1), SiLU(), Linear(1, 1));
        Checkpoint.Save(longer, File);
        AssertRefused(module, "has '4.bias', '4.weight'");

        using var wider = Sequential(Linear(2, 3), SiLU(), Linear(3, 2));
        Checkpoint.Save(wider, File);
        AssertRefused(module, "'2.bias' has the shape [2], the module's [1]");
    }

    [Fact]
    public void MissingFileIsRefused()
    {
        using var module = Net(1);
        AssertRefused(module, "no such file");
        Directory.CreateDirectory(File);
        AssertRefused(module, "folder");
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}""", "no JSON")]
    [InlineData("""{"__metadata__":{"type":3}}""", "'type' of __metadata__")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ is no object")]
    [InlineData("""{"a":3}""", "'a' is no object")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "no dtype")]
    [InlineData("""{"a":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}}""", "of type F4")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", "impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "do not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "do not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "begin at 4 where 0 is due")]
    [InlineData("""{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}""", "is due")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "holds 8 bytes of data where its header states 4")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "no JSON")]
    public void DamagedHeaderIsRefused(string header, string message)
    {
        Write(header, new byte[8]);
        using var module = Net(1);
        AssertRefused(module, message, "damaged");
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        using var module = Net(1);
        Checkpoint.Save(module, File);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            AssertRefused(module, "damaged");
        }
    }

    [Fact]
    public void DamageIsRefusedOrHarmless()
    {
        using var saved = Net(1);
        using var module = Net(2);
        Checkpoint.Save(saved, File);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        int header = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(whole);
        string before = Bits(module);
        Gen.Select(Gen.Int[0, header - 1], Gen.Byte[1, 255]).Array[1, 4].Sample(damage =>
        {
            byte[] bytes = [.. whole];
            foreach (var (at, mask) in damage)
                bytes[at] ^= mask;
            System.IO.File.WriteAllBytes(File, bytes);
            try
            {
                Checkpoint.Load(module, File);
                using var again = Net(2);
                Checkpoint.Save(again, File);
                Checkpoint.Load(module, File);
                return true;
            }
            catch (CheckpointException)
            {
                return Bits(module) == before;
            }
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void FileThatCannotBeWrittenIsAClearErrorAndLeavesNothing()
    {
        using var module = Net(1);
        string absent = System.IO.Path.Combine(folder, "absent", "model.safetensors");
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Save(module, absent));
        Assert.StartsWith(absent, exception.Message, StringComparison.Ordinal);

        // A folder stands where the file should come to stand: the failure comes after everything has been written.
        Directory.CreateDirectory(File);
        Assert.Throws<CheckpointException>(() => Checkpoint.Save(module, File));
        Assert.Equal([File], Directory.GetFileSystemEntries(folder));
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

    private void AssertRefused(Module module, params string[] parts)
    {
        string before = Bits(module);
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Load(module, File));
        Assert.StartsWith(File, exception.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        Assert.Equal(before, Bits(module));
    }

    private void Write(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        System.IO.File.WriteAllBytes(File, [.. prefix, .. text, .. data]);
    }

    private static TorchSharp.Modules.Sequential Net(long seed)
    {
        random.manual_seed(seed);
        return Sequential(Linear(2, 3), SiLU(), Linear(3, 1));
    }

    /// <summary>All elements, name by name, as they lie in memory.</summary>
    private static string Bits(Module module)
    {
        var text = new StringBuilder();
        foreach (var (_, tensor) in module.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            using var detached = tensor.detach();
            using var contiguous = detached.contiguous();
            text.Append(Convert.ToHexString(contiguous.bytes));
        }
        return text.ToString();
    }

    private sealed class Values : Module
    {
        private readonly TorchSharp.Modules.Parameter values;

        public Values(int count, ScalarType type)
            : base(nameof(Values))
        {
            values = new(zeros(count, type));
            Bytes = new byte[count * values.element_size()];
            RegisterComponents();
        }

        public byte[] Bytes { get; }

        public void Set(byte[] bytes)
        {
            using var detached = values.detach();
            bytes.CopyTo(detached.bytes);
        }
    }
}
