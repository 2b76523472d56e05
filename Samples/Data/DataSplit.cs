namespace DslManifolds.Samples.Data;

/// <summary>Data split at random into training, validation and test rows, 80 / 10 / 10.</summary>
/// <param name="Train">Rows to train on, (rows, n).</param>
/// <param name="Validation">Rows to stop or choose by, (rows, n).</param>
/// <param name="Test">Rows that nothing is fitted to, (rows, n).</param>
internal sealed record DataSplit(double[,] Train, double[,] Validation, double[,] Test)
{
    /// <summary>Splits by a seed: the same rows and seed give the same split.</summary>
    public static DataSplit From(double[,] points, int seed)
    {
        var order = Enumerable.Range(0, points.GetLength(0)).ToArray();
        new Random(seed).Shuffle(order);
        var held = order.Length / 10;
        return new DataSplit(Rows(points, order.AsSpan(2 * held)), Rows(points, order.AsSpan(held, held)), Rows(points, order.AsSpan(0, held)));
    }

    private static double[,] Rows(double[,] points, ReadOnlySpan<int> rows)
    {
        var columns = points.GetLength(1);
        var chosen = new double[rows.Length, columns];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < columns; j++)
                chosen[i, j] = points[rows[i], j];
        }
        return chosen;
    }
}
