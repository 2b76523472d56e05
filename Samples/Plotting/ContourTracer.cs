namespace DslManifolds.Samples.Plotting;

/// <summary>
/// Marching squares: finds where a sampled field crosses a level on each edge of the grid, joins the crossings within each cell,
/// and chains the pieces into lines. A cell whose corners alternate is joined by the sign of its centre.
/// </summary>
internal sealed class ContourTracer(double[,] values, double level, double least, double most)
{
    private readonly int count = values.GetLength(0);
    private readonly Dictionary<int, List<int>> neighbours = [];

    /// <summary>The lines; a closed one ends where it starts.</summary>
    public List<List<(double X, double Y)>> Trace()
    {
        for (var i = 0; i + 1 < count; i++)
        {
            for (var j = 0; j + 1 < count; j++)
                JoinCell(i, j);
        }
        var lines = new List<List<(double X, double Y)>>();
        // Open lines first, from their ends; what is left then is closed.
        foreach (var end in neighbours.Keys.Where(edge => neighbours[edge].Count == 1).ToArray())
            Follow(end, lines);
        foreach (var start in neighbours.Keys.ToArray())
            Follow(start, lines);
        return lines;
    }

    private void Follow(int start, List<List<(double X, double Y)>> lines)
    {
        var line = new List<(double X, double Y)> { Point(start) };
        var current = start;
        while (neighbours[current].Count > 0)
        {
            var next = neighbours[current][0];
            neighbours[current].RemoveAt(0);
            neighbours[next].Remove(current);
            line.Add(Point(next));
            current = next;
        }
        if (line.Count > 1)
            lines.Add(line);
    }

    private void JoinCell(int i, int j)
    {
        // Edges of the cell, anticlockwise from the bottom.
        Span<int> edges = [Edge(i, j, false), Edge(i + 1, j, true), Edge(i, j + 1, false), Edge(i, j, true)];
        Span<bool> above = [Above(i, j), Above(i + 1, j), Above(i + 1, j + 1), Above(i, j + 1)];
        Span<int> crossed = stackalloc int[4];
        var crossings = 0;
        for (var side = 0; side < 4; side++)
        {
            if (above[side] != above[(side + 1) % 4])
                crossed[crossings++] = edges[side];
        }
        if (crossings == 2)
        {
            Join(crossed[0], crossed[1]);
        }
        else if (crossings == 4)
        {
            var centre = (values[i, j] + values[i + 1, j] + values[i + 1, j + 1] + values[i, j + 1]) / 4 >= level;
            // Corner 0 is cut off from the centre when their signs differ.
            var shift = centre == above[0] ? 0 : 3;
            Join(crossed[shift], crossed[(shift + 1) % 4]);
            Join(crossed[(shift + 2) % 4], crossed[(shift + 3) % 4]);
        }
    }

    private void Join(int a, int b)
    {
        Neighbours(a).Add(b);
        Neighbours(b).Add(a);
    }

    private List<int> Neighbours(int edge) => neighbours.TryGetValue(edge, out var list) ? list : neighbours[edge] = [];

    private bool Above(int i, int j) => values[i, j] >= level;

    private int Edge(int i, int j, bool upward) => 2 * (i * count + j) + (upward ? 1 : 0);

    private (double X, double Y) Point(int edge)
    {
        var (i, j) = (edge / 2 / count, edge / 2 % count);
        var (u, v) = edge % 2 == 1 ? (i, j + 1) : (i + 1, j);
        var t = (level - values[i, j]) / (values[u, v] - values[i, j]);
        var step = (most - least) / (count - 1);
        return (least + step * (i + t * (u - i)), least + step * (j + t * (v - j)));
    }
}
