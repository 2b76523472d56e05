using DslManifolds.Geometry;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// Paints a triangle mesh in colours given at the vertices, shaded by the angle between the surface and the light.
/// </summary>
internal sealed class SurfacePainter(SimplicialMesh mesh, Func<int, SKColor> vertexColor)
{
    private readonly int vertexCount = mesh.Vertices.Count;
    private readonly int triangleCount = mesh.SimplexCount;

    /// <summary>Paints the mesh.</summary>
    public void Paint(DepthBuffer buffer)
    {
        var seen = new DepthPosition[vertexCount];
        for (var i = 0; i < vertexCount; i++)
            seen[i] = buffer.Place(mesh.Vertices[i]);
        var normals = Normals(seen);
        var colors = new SKColor[vertexCount];
        for (var i = 0; i < vertexCount; i++)
            colors[i] = Lighting.Shade(vertexColor(i), normals[i].X, normals[i].Y, normals[i].Z);
        for (var t = 0; t < triangleCount; t++)
        {
            var corners = mesh.Simplex(t);
            var (a, b, c) = (corners[0], corners[1], corners[2]);
            buffer.PaintTriangle([seen[a], seen[b], seen[c]], [colors[a], colors[b], colors[c]]);
        }
    }

    // Normals at the vertices, rightward, upward and toward the viewer, from the triangles around each, turned toward the viewer.
    private (double X, double Y, double Z)[] Normals(DepthPosition[] seen)
    {
        var sums = new (double X, double Y, double Z)[vertexCount];
        for (var t = 0; t < triangleCount; t++)
        {
            var corners = mesh.Simplex(t);
            var (a, b, c) = (seen[corners[0]], seen[corners[1]], seen[corners[2]]);
            // Y counts downward.
            var (ux, uy, uz) = (b.X - a.X, a.Y - b.Y, b.Near - a.Near);
            var (vx, vy, vz) = (c.X - a.X, a.Y - c.Y, c.Near - a.Near);
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
}
