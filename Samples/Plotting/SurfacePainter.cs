using DslManifolds.Geometry;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// Paints a triangle mesh by the painter's algorithm: triangles sorted by depth, the nearest last; colours from the values at the
/// vertices, shaded by the angle between the surface and the light.
/// </summary>
internal sealed class SurfacePainter(SimplicialMesh mesh, double[] values, ColorScale scale)
{
    // The mesh is painted at four times the logical resolution and scaled down, because vertices are drawn without antialiasing.
    private const int Oversampling = 4;
    private const int TrianglesACall = 16384;

    private static readonly (double X, double Y, double Z) Light = (-0.42, 0.5, 0.757);

    private readonly int vertexCount = mesh.Vertices.Count;
    private readonly int triangleCount = mesh.SimplexCount;

    /// <summary>Paints the mesh into a square.</summary>
    public void Paint(SKCanvas canvas, SKRect square, GlobeView view, double halfWidth)
    {
        var seen = new (double Right, double Up, double Near)[vertexCount];
        for (var i = 0; i < vertexCount; i++)
            seen[i] = view.Project(mesh.Vertices[i][0], mesh.Vertices[i][1], mesh.Vertices[i][2]);
        var normals = Normals(seen);
        var pixels = (int)Math.Round(square.Width * Oversampling);
        var unit = pixels / (2 * halfWidth);

        var positions = new SKPoint[vertexCount];
        var colors = new SKColor[vertexCount];
        for (var i = 0; i < vertexCount; i++)
        {
            positions[i] = new SKPoint((float)(pixels / 2.0 + seen[i].Right * unit), (float)(pixels / 2.0 - seen[i].Up * unit));
            colors[i] = Shade(scale.Color(values[i]), normals[i]);
        }

        using var surface = SKSurface.Create(new SKImageInfo(pixels, pixels, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var paint = new SKPaint { IsAntialias = false };
        foreach (var chunk in FarToNear(seen).Chunk(TrianglesACall))
        {
            var corners = chunk.SelectMany(triangle => mesh.Simplex(triangle).ToArray()).ToArray();
            using var drawn = SKVertices.CreateCopy(
                SKVertexMode.Triangles,
                Array.ConvertAll(corners, corner => positions[corner]),
                Array.ConvertAll(corners, corner => colors[corner]));
            surface.Canvas.DrawVertices(drawn, SKBlendMode.Dst, paint);
        }
        using var image = surface.Snapshot();
        using var smooth = new SKPaint { IsAntialias = true };
        canvas.DrawImage(image, square, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), smooth);
    }

    private int[] FarToNear((double Right, double Up, double Near)[] seen)
    {
        var order = new int[triangleCount];
        var depth = new double[triangleCount];
        for (var t = 0; t < triangleCount; t++)
        {
            order[t] = t;
            var corners = mesh.Simplex(t);
            depth[t] = seen[corners[0]].Near + seen[corners[1]].Near + seen[corners[2]].Near;
        }
        Array.Sort(depth, order);
        return order;
    }

    // Normals at the vertices in the viewer's coordinates, from the triangles around each, turned toward the viewer.
    private (double X, double Y, double Z)[] Normals((double Right, double Up, double Near)[] seen)
    {
        var sums = new (double X, double Y, double Z)[vertexCount];
        for (var t = 0; t < triangleCount; t++)
        {
            var corners = mesh.Simplex(t);
            var (a, b, c) = (seen[corners[0]], seen[corners[1]], seen[corners[2]]);
            var (ux, uy, uz) = (b.Right - a.Right, b.Up - a.Up, b.Near - a.Near);
            var (vx, vy, vz) = (c.Right - a.Right, c.Up - a.Up, c.Near - a.Near);
            var (nx, ny, nz) = (uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
            foreach (var corner in corners)
            {
                ref var sum = ref sums[corner];
                // Neighbouring triangles may be wound differently.
                var sign = sum.X * nx + sum.Y * ny + sum.Z * nz < 0 ? -1 : 1;
                sum = (sum.X + sign * nx, sum.Y + sign * ny, sum.Z + sign * nz);
            }
        }
        for (var i = 0; i < vertexCount; i++)
        {
            var (x, y, z) = sums[i];
            var length = Math.Sqrt(x * x + y * y + z * z) * (z < 0 ? -1 : 1);
            sums[i] = length == 0 ? (0, 0, 1) : (x / length, y / length, z / length);
        }
        return sums;
    }

    private static SKColor Shade(SKColor color, (double X, double Y, double Z) normal)
    {
        var facing = Math.Max(0, normal.X * Light.X + normal.Y * Light.Y + normal.Z * Light.Z);
        // Mild, so that colours can still be read off the colour bar.
        var brightness = 0.76 + 0.24 * facing;
        return new SKColor((byte)(color.Red * brightness), (byte)(color.Green * brightness), (byte)(color.Blue * brightness));
    }
}
