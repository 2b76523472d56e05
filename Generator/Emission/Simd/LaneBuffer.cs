namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Vectors one behind another: a result's, or some of the scratch memory.</summary>
/// <param name="name">The local, or the parameter, that stands for it; without a number at first.</param>
/// <param name="size">Vectors.</param>
/// <param name="isResult">Whether it is a result, which the caller gives.</param>
internal sealed class LaneBuffer(string name, int size, bool isResult)
{
    public string Name { get; set; } = name;

    public int Size => size;

    public bool IsResult => isResult;

    /// <summary>First and last step that needs it.</summary>
    public int First { get; private set; } = int.MaxValue;

    public int Last { get; private set; } = -1;

    /// <summary>Whether a loop writes all of it, component by component.</summary>
    public bool IsWrittenInLoop { get; set; }

    /// <summary>Place in the scratch memory.</summary>
    public int Offset { get; set; }

    /// <summary>Takes note that a step writes or reads it.</summary>
    public void Touch(int step)
    {
        First = Math.Min(First, step);
        Last = Math.Max(Last, step);
    }
}
