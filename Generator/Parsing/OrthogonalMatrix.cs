namespace DslManifolds.Generator.Parsing;

/// <summary>Orthogonal matrices, row by row.</summary>
internal static class OrthogonalMatrix
{
    /// <summary>The rotation that takes one axis towards another; multiples of a right angle are exact.</summary>
    public static double[] Plane(int size, int from, int to, double degrees)
    {
        var turn = degrees % 360;
        var quarters = (int)Math.Round(turn / 90);
        var rest = (turn - (90 * quarters)) * Math.PI / 180;
        var (c, s) = (Math.Cos(rest), Math.Sin(rest));
        var (cosine, sine) = (((quarters % 4) + 4) % 4) switch
        {
            0 => (c, s),
            1 => (-s, c),
            2 => (-c, -s),
            _ => (s, -c),
        };
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
            matrix[(i * size) + i] = 1;
        // Adding 0 makes a zero of a negative one.
        (matrix[(from * size) + from], matrix[(to * size) + from]) = (cosine + 0.0, sine + 0.0);
        (matrix[(from * size) + to], matrix[(to * size) + to]) = (-sine + 0.0, cosine + 0.0);
        return matrix;
    }

    /// <summary>The two columns whose scalar product is furthest from what it must be, and how far.</summary>
    public static (int First, int Second, double Defect) WorstProduct(int size, double[] matrix)
    {
        var worst = (First: 0, Second: 0, Defect: 0.0);
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++)
            {
                var defect = Product(size, matrix, i, j) - (i == j ? 1 : 0);
                if (!(Math.Abs(defect) <= Math.Abs(worst.Defect)))
                    worst = (i, j, defect);
            }
        }

        return worst;
    }

    /// <summary>The nearest orthogonal matrix to one that is nearly so: Newton's iteration Q ← Q (3 I − Qᵀ Q) / 2 for the polar factor.</summary>
    public static double[] Nearest(int size, double[] matrix)
    {
        // The error is squared each time: from 1e-6 by 1e-12 to rounding, and once more.
        for (var step = 0; step < 3; step++)
        {
            var next = new double[matrix.Length];
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                {
                    var factor = ((k == j ? 3 : 0) - Product(size, matrix, k, j)) / 2;
                    for (var i = 0; i < size; i++)
                        next[(i * size) + j] += matrix[(i * size) + k] * factor;
                }
            }

            matrix = next;
        }

        return matrix;
    }

    private static double Product(int size, double[] matrix, int first, int second)
    {
        var sum = 0.0;
        for (var i = 0; i < size; i++)
            sum += matrix[(i * size) + first] * matrix[(i * size) + second];
        return sum;
    }
}
