using System.Buffers.Binary;
using CsCheck;
using DslManifolds.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DslManifolds.Runtime.Tests.Checkpoints;

/// <summary>Files that are damaged or not the module's change nothing in it.</summary>
public sealed class RefusedCheckpointTests : CheckpointTestBase
{
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
        string absent = System.IO.Path.Combine(Folder, "absent", "model.safetensors");
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Save(module, absent));
        Assert.StartsWith(absent, exception.Message, StringComparison.Ordinal);

        // A folder stands where the file should come to stand: the failure comes after everything has been written.
        Directory.CreateDirectory(File);
        Assert.Throws<CheckpointException>(() => Checkpoint.Save(module, File));
        Assert.Equal([File], Directory.GetFileSystemEntries(Folder));
    }
}
