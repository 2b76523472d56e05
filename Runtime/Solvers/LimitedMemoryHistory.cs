namespace DslManifolds.Solvers;

/// <summary>The pairs (s, y) of one L-BFGS problem and the product with the inverse Hessian that they stand for.</summary>
internal sealed class LimitedMemoryHistory(int capacity, int dimension)
{
    /// <summary>Pairs with sᵀy below this share of ‖s‖ ‖y‖ tell rounding errors rather than curvature.</summary>
    private const double LeastCosine = 1e-12;

    private readonly double[]?[] steps = new double[]?[capacity];
    private readonly double[]?[] changes = new double[]?[capacity];
    private readonly double[] inverseProducts = new double[capacity];
    private readonly double[] weights = new double[capacity];
    private double scale;
    private int next;

    /// <summary>Number of pairs held.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => Count = next = 0;

    /// <summary>Takes the memory of all pairs at once, which otherwise each takes when it is first held.</summary>
    public void Reserve()
    {
        for (var slot = 0; slot < capacity; slot++)
        {
            steps[slot] ??= new double[dimension];
            changes[slot] ??= new double[dimension];
        }
    }

    /// <summary>Adds s = x₊ − x and y = g₊ − g if they show positive curvature.</summary>
    public void Add(
        ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> gradient, ReadOnlySpan<double> nextGradient)
    {
        var s = steps[next] ??= new double[dimension];
        var y = changes[next] ??= new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            s[i] = to[i] - from[i];
            y[i] = nextGradient[i] - gradient[i];
        }

        var product = Dot(s, y);
        var squaredChange = Dot(y, y);
        if (!(product > LeastCosine * Math.Sqrt(Dot(s, s) * squaredChange)) || !double.IsFinite(product) || !(squaredChange > 0))
        {
            // The slot may have held the oldest pair; it is overwritten now, so it counts no more.
            Count = Math.Min(Count, capacity - 1);
            return;
        }

        inverseProducts[next] = 1 / product;
        scale = product / squaredChange;
        next = (next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Writes −H g, by the two-loop recursion (Nocedal and Wright, Algorithm 7.4), H₀ = sᵀy / yᵀy.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (var i = 0; i < dimension; i++)
            direction[i] = -gradient[i];
        if (Count == 0)
            return;
        for (var age = 1; age <= Count; age++)
        {
            var slot = (next - age + 2 * capacity) % capacity;
            weights[slot] = inverseProducts[slot] * Dot(steps[slot], direction);
            AddMultiple(direction, changes[slot], -weights[slot]);
        }

        for (var i = 0; i < dimension; i++)
            direction[i] *= scale;
        for (var age = Count; age >= 1; age--)
        {
            var slot = (next - age + 2 * capacity) % capacity;
            var correction = inverseProducts[slot] * Dot(changes[slot], direction);
            AddMultiple(direction, steps[slot], weights[slot] - correction);
        }
    }

    /// <summary>aᵀb.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddMultiple(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * values[i];
    }
}
