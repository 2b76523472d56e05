using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels.Generated;

/// <summary>Lanes with a vector before and one behind that nothing may write. They start as NaN, so that what is read unwritten shows.</summary>
internal sealed class GuardedLanes<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Guard = T.CreateChecked(12345);
    private readonly Scratch<T> memory;
    private readonly int vectors;

    public GuardedLanes(int vectors)
    {
        this.vectors = vectors;
        memory = new Scratch<T>(vectors + 2);
        memory.Lanes.Elements(vectors + 2).Fill(Guard);
        Clear();
    }

    public Lanes<T> Lanes => memory.Lanes.From(1);

    public Span<T> Elements => Lanes.Elements(vectors);

    public void Clear() => Elements.Fill(T.NaN);

    public void AssertGuards()
    {
        Assert.Equal(-1, memory.Lanes.Elements(1).IndexOfAnyExcept(Guard));
        Assert.Equal(-1, memory.Lanes.From(vectors + 1).Elements(1).IndexOfAnyExcept(Guard));
    }

    public void Dispose() => memory.Dispose();
}
