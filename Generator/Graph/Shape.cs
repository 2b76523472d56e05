namespace DslManifolds.Generator.Graph;

/// <summary>
/// Shape of a node's value: a stack of <paramref name="Rows"/> vectors of <paramref name="Size"/> components, one such stack for
/// every sample of the batch, or a single one that all samples share (parameters, constants).
/// </summary>
/// <remarks>An ordinary vector has one row. More rows carry several cotangents at once: the Jacobian is the pullback of k of them.</remarks>
internal readonly record struct Shape(bool Batched, int Rows, int Size)
{
    public static Shape Vector(int size, bool batched) => new(batched, 1, size);

    /// <summary>
    /// Shape of an elementwise operation's result: a shared operand is repeated over the batch, a single row over rows, a single
    /// component over components.
    /// </summary>
    public static Shape Broadcast(Shape left, Shape right)
    {
        if (!Fit(left.Size, right.Size) || !Fit(left.Rows, right.Rows))
            throw new InvalidOperationException($"Shapes {left} and {right} do not fit together.");
        return new Shape(left.Batched || right.Batched, Math.Max(left.Rows, right.Rows), Math.Max(left.Size, right.Size));
    }

    private static bool Fit(int left, int right) => left == right || left == 1 || right == 1;
}
