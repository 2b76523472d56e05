using System.Buffers.Binary;
using System.Text;
using DslManifolds.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DslManifolds.Runtime.Tests.Checkpoints;

/// <summary>A folder with one checkpoint, and modules to write into it and read from it.</summary>
public abstract class CheckpointTestBase : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("checkpoint-tests-").FullName;

    protected string File => System.IO.Path.Combine(Folder, "model.safetensors");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    protected void AssertRefused(Module module, params string[] parts)
    {
        string before = Bits(module);
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Load(module, File));
        Assert.StartsWith(File, exception.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        Assert.Equal(before, Bits(module));
    }

    protected void Write(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        System.IO.File.WriteAllBytes(File, [.. prefix, .. text, .. data]);
    }

    protected static TorchSharp.Modules.Sequential Net(long seed)
    {
        random.manual_seed(seed);
        return Sequential(Linear(2, 3), SiLU(), Linear(3, 1));
    }

    /// <summary>All elements, name by name, as they lie in memory.</summary>
    protected static string Bits(Module module)
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

    protected sealed class Values : Module
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
