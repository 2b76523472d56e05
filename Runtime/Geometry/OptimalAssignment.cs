namespace DslManifolds.Geometry;

/// <summary>The linear assignment problem: a permutation π that minimises Σ_i c(i, π(i)).</summary>
/// <remarks>
/// Shortest augmenting paths with dual variables, O(N³) at worst. Each row is assigned in turn, along the path of least reduced
/// cost c(i, j) − u_i − v_j to a free column, found by Dijkstra's algorithm. Sources: Jonker and Volgenant, Computing 38 (1987);
/// Crouse, IEEE Transactions on Aerospace and Electronic Systems 52 (2016), in the variant without a starting heuristic.
/// </remarks>
public static class OptimalAssignment
{
    /// <summary>Solves the problem for a square matrix of costs.</summary>
    /// <param name="costs">c(i, j) at index i · size + j; finite.</param>
    /// <param name="size">Number of rows and of columns N.</param>
    /// <returns>The column π(i) of each row.</returns>
    /// <exception cref="ArgumentException">A wrong number of costs, or one that is not finite.</exception>
    public static int[] Solve(double[] costs, int size)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (costs.Length != (long)size * size)
            throw new ArgumentException($"{costs.Length} costs are given for {size} rows and columns.", nameof(costs));
        var bad = Array.FindIndex(costs, cost => !double.IsFinite(cost));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The cost of row {bad / size}, column {bad % size} is {costs[bad]}; it must be finite.", nameof(costs));
        }

        var columnOfRow = new int[size];
        var rowOfColumn = new int[size];
        Array.Fill(columnOfRow, -1);
        Array.Fill(rowOfColumn, -1);
        var rowDuals = new double[size];
        var columnDuals = new double[size];
        var lengths = new double[size];
        var predecessors = new int[size];
        var open = new int[size];
        for (var start = 0; start < size; start++)
        {
            // Dijkstra from the start row; open[..openCount] holds the columns that are not reached for good, closed ones follow.
            Array.Fill(lengths, double.PositiveInfinity);
            for (var column = 0; column < size; column++)
                open[column] = column;
            var openCount = size;
            var row = start;
            var length = 0.0;
            int sink;
            do
            {
                var best = Relax(costs.AsSpan(row * size, size), length - rowDuals[row], row);
                var column = open[best];
                length = lengths[column];
                openCount--;
                (open[best], open[openCount]) = (open[openCount], column);
                sink = rowOfColumn[column] < 0 ? column : -1;
                row = rowOfColumn[column];
            }
            while (sink < 0);

            // Keep reduced costs non-negative, and zero along assignments.
            rowDuals[start] += length;
            foreach (var column in open.AsSpan(openCount))
            {
                if (column == sink)
                    continue;
                rowDuals[rowOfColumn[column]] += length - lengths[column];
                columnDuals[column] -= length - lengths[column];
            }

            for (var assigned = -1; assigned != start;)
            {
                assigned = predecessors[sink];
                rowOfColumn[sink] = assigned;
                (columnOfRow[assigned], sink) = (sink, columnOfRow[assigned]);
            }

            // Shortens paths by edges from a row that was just reached; returns the position of the open column that is nearest.
            int Relax(ReadOnlySpan<double> rowCosts, double offset, int from)
            {
                var nearest = 0;
                var least = double.PositiveInfinity;
                for (var position = 0; position < openCount; position++)
                {
                    var column = open[position];
                    var reached = offset + rowCosts[column] - columnDuals[column];
                    if (reached < lengths[column])
                    {
                        lengths[column] = reached;
                        predecessors[column] = from;
                    }

                    // Among equals a free column ends the search at once.
                    if (lengths[column] < least || (lengths[column] == least && rowOfColumn[column] < 0))
                    {
                        least = lengths[column];
                        nearest = position;
                    }
                }

                return nearest;
            }
        }

        return columnOfRow;
    }
}
