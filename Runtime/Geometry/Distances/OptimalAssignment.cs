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

        var search = new Search(costs, size);
        for (var row = 0; row < size; row++)
            search.Assign(row);
        return search.ColumnOfRow;
    }

    /// <summary>A partial assignment, optimal for the rows assigned so far, and what the next path needs.</summary>
    private sealed class Search
    {
        private readonly double[] costs;
        private readonly int size;
        private readonly double[] rowDuals;
        private readonly double[] columnDuals;
        private readonly int[] rowOfColumn;

        // Length of the shortest path to each column so far, and the row it comes from.
        private readonly double[] lengths;
        private readonly int[] predecessors;

        // A permutation of the columns: those whose path may still get shorter, then those that are settled.
        private readonly int[] columns;
        private int openCount;

        public Search(double[] costs, int size)
        {
            this.costs = costs;
            this.size = size;
            rowDuals = new double[size];
            columnDuals = new double[size];
            ColumnOfRow = new int[size];
            Array.Fill(ColumnOfRow, -1);
            rowOfColumn = new int[size];
            Array.Fill(rowOfColumn, -1);
            lengths = new double[size];
            predecessors = new int[size];
            columns = [.. Enumerable.Range(0, size)];
        }

        public int[] ColumnOfRow { get; }

        public void Assign(int start)
        {
            var sink = ShortestPath(start);
            UpdateDuals(start, lengths[sink]);
            // Along the path, each row takes the column that it reaches and leaves its own to the row before.
            for (var row = -1; row != start;)
            {
                row = predecessors[sink];
                rowOfColumn[sink] = row;
                (ColumnOfRow[row], sink) = (sink, ColumnOfRow[row]);
            }
        }

        /// <summary>Dijkstra's algorithm from a row to the nearest free column.</summary>
        private int ShortestPath(int start)
        {
            Array.Fill(lengths, double.PositiveInfinity);
            openCount = size;
            var (row, length) = (start, 0.0);
            while (true)
            {
                var nearest = Relax(row, length);
                var column = columns[nearest];
                openCount--;
                (columns[nearest], columns[openCount]) = (columns[openCount], column);
                if (rowOfColumn[column] < 0)
                    return column;
                (row, length) = (rowOfColumn[column], lengths[column]);
            }
        }

        /// <summary>
        /// Shortens paths by way of a row that was just reached; returns the position of the nearest open column.
        /// </summary>
        private int Relax(int row, double length)
        {
            var rowCosts = costs.AsSpan(row * size, size);
            var offset = length - rowDuals[row];
            var nearest = 0;
            var least = double.PositiveInfinity;
            for (var position = 0; position < openCount; position++)
            {
                var column = columns[position];
                var reached = offset + rowCosts[column] - columnDuals[column];
                if (reached < lengths[column])
                {
                    lengths[column] = reached;
                    predecessors[column] = row;
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

        /// <summary>Keeps reduced costs non-negative everywhere, and zero along the path and the assignments.</summary>
        private void UpdateDuals(int start, double pathLength)
        {
            rowDuals[start] += pathLength;
            foreach (var column in columns.AsSpan(openCount))
            {
                if (rowOfColumn[column] < 0)
                    continue;
                rowDuals[rowOfColumn[column]] += pathLength - lengths[column];
                columnDuals[column] -= pathLength - lengths[column];
            }
        }
    }
}
