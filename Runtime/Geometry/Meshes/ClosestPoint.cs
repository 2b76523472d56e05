namespace DslManifolds.Geometry;

/// <summary>The point of a simplex that is closest to a given point, in any ambient dimension.</summary>
internal static class ClosestPoint
{
    /// <summary>Writes the closest point of a point, segment or triangle, and returns the squared distance to it.</summary>
    /// <param name="vertices">Vertices of the mesh.</param>
    /// <param name="corners">Vertices of the simplex, one to three.</param>
    /// <param name="point">The given point.</param>
    /// <param name="closest">Receives the closest point.</param>
    public static double OnSimplex(
        PointSet vertices, ReadOnlySpan<int> corners, ReadOnlySpan<double> point, Span<double> closest) =>
        corners.Length switch
        {
            1 => OnSegment(vertices[corners[0]], vertices[corners[0]], point, closest),
            2 => OnSegment(vertices[corners[0]], vertices[corners[1]], point, closest),
            _ => OnTriangle(vertices[corners[0]], vertices[corners[1]], vertices[corners[2]], point, closest),
        };

    private static double OnSegment(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> point, Span<double> closest)
    {
        var (length, along) = (Dot(a, b, a, b), Dot(a, b, a, point));
        return Place(a, b, b, length > 0 ? Math.Clamp(along / length, 0, 1) : 0, 0, point, closest);
    }

    private static double OnTriangle(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> point, Span<double> closest)
    {
        // Normal equations of the point's projection onto the plane a + s (b − a) + t (c − a).
        var (uu, uv, vv) = (Dot(a, b, a, b), Dot(a, b, a, c), Dot(a, c, a, c));
        var (up, vp) = (Dot(a, b, a, point), Dot(a, c, a, point));
        var determinant = uu * vv - uv * uv;
        if (determinant > 0)
        {
            var s = (vv * up - uv * vp) / determinant;
            var t = (uu * vp - uv * up) / determinant;
            if (s >= 0 && t >= 0 && s + t <= 1)
                return Place(a, b, c, s, t, point, closest);
        }

        // Outside the triangle, or the triangle is flat: the closest point is on an edge.
        Span<double> candidate = stackalloc double[closest.Length];
        var least = OnSegment(a, b, point, closest);
        var second = OnSegment(b, c, point, candidate);
        if (second < least)
        {
            least = second;
            candidate.CopyTo(closest);
        }

        var third = OnSegment(c, a, point, candidate);
        if (third < least)
        {
            least = third;
            candidate.CopyTo(closest);
        }

        return least;
    }

    /// <summary>closest ← a + s (b − a) + t (c − a); returns its squared distance to the point.</summary>
    private static double Place(
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        ReadOnlySpan<double> c,
        double s,
        double t,
        ReadOnlySpan<double> point,
        Span<double> closest)
    {
        var squared = 0.0;
        for (var axis = 0; axis < closest.Length; axis++)
        {
            closest[axis] = a[axis] + s * (b[axis] - a[axis]) + t * (c[axis] - a[axis]);
            squared += (closest[axis] - point[axis]) * (closest[axis] - point[axis]);
        }

        return squared;
    }

    /// <summary>⟨b − a, d − c⟩.</summary>
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d)
    {
        var sum = 0.0;
        for (var axis = 0; axis < a.Length; axis++)
            sum += (b[axis] - a[axis]) * (d[axis] - c[axis]);
        return sum;
    }
}
