using System.Globalization;
using System.Text.Json.Nodes;
using DslManifolds.Geometry;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using SkiaSharp;

namespace DslManifolds.Samples.Reports;

/// <summary>Writes a <see cref="Scene"/> as a chart of plotly.js.</summary>
internal static class SceneChart
{
    private const int ColorStops = 33;

    // Edge of the cube: as long as it can be and all corners still be seen. Seen from infinity, the eye has no distance.
    private const double CubeEdge = 1.25;

    /// <summary>The chart: its traces and its layout.</summary>
    public static JsonObject Of(Scene scene)
    {
        var (traces, scales) = (new JsonArray(), new List<ColorScale>());
        foreach (var layer in scene.Layers)
        {
            foreach (var trace in Traces(layer, scene, scales))
                traces.Add(trace);
        }
        return new JsonObject { ["data"] = traces, ["layout"] = scene.Dimension == 3 ? SpaceLayout(scene) : PlaneLayout(scene) };
    }

    private static IEnumerable<JsonObject> Traces(SceneLayer layer, Scene scene, List<ColorScale> scales) => layer switch
    {
        PointLayer points => [Points(points, scene.Dimension)],
        FieldLayer field => [Field(field, scales)],
        MeshLayer { Mesh.Dimension: 2 } surface => [Surface(surface, scales)],
        MeshLayer curve when scene.Dimension == 3 => [CurveInSpace(curve, scales)],
        MeshLayer curve => CurveInPlane(curve, scales),
        _ => throw new ArgumentException($"{layer.Name} is of an unknown kind.", nameof(layer)),
    };

    private static JsonObject Points(PointLayer layer, int dimension)
    {
        var trace = Trace(dimension == 3 ? "scatter3d" : "scatter", layer.Name, layer.Points, Enumerable.Range(0, layer.Points.Count));
        trace["mode"] = "markers";
        trace["marker"] = new JsonObject
        {
            ["size"] = dimension == 3 ? 2.2 : 3.5,
            ["color"] = Css(layer.Color),
            ["opacity"] = dimension == 3 ? 1 : 0.6,
        };
        trace["visible"] = layer.IsShown ? true : "legendonly";
        trace["hoverinfo"] = "skip";
        return trace;
    }

    private static JsonObject Field(FieldLayer layer, List<ColorScale> scales)
    {
        var field = layer.Field;
        var rows = field.TopDown();
        // Rows of the chart go upward.
        var values = Enumerable.Range(0, field.Count).Select(row =>
            (JsonNode)TypedArray.Of(Enumerable.Range(0, field.Count).Select(column => rows[field.Count - 1 - row, column])));
        var step = (field.Most - field.Least) / (field.Count - 1);
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["name"] = layer.Name,
            ["showlegend"] = true,
            ["z"] = new JsonArray([.. values]),
            ["x0"] = field.Least,
            ["dx"] = step,
            ["y0"] = field.Least,
            ["dy"] = step,
            ["zsmooth"] = "fast",
            ["zmin"] = layer.Scale.Least,
            ["zmax"] = layer.Scale.Most,
            ["hovertemplate"] = Hover(layer.Scale, "z"),
        };
        AddColors(trace, layer.Scale, scales, isInSpace: false);
        return trace;
    }

    private static JsonObject Surface(MeshLayer layer, List<ColorScale> scales)
    {
        var mesh = layer.Mesh;
        var trace = Trace("mesh3d", layer.Name, mesh.Vertices, Enumerable.Range(0, mesh.Vertices.Count));
        foreach (var (corner, name) in new[] { "i", "j", "k" }.Index())
            trace[name] = TypedArray.Of(Enumerable.Range(0, mesh.SimplexCount).Select(triangle => mesh.Simplex(triangle)[corner]));
        trace["intensity"] = TypedArray.Of(layer.Values);
        trace["cmin"] = layer.Scale.Least;
        trace["cmax"] = layer.Scale.Most;
        trace["lighting"] = new JsonObject { ["ambient"] = 0.8, ["diffuse"] = 0.35, ["specular"] = 0.02, ["roughness"] = 0.9 };
        // plotly.js lights the side that is turned away: this is opposite to where the light seems to come from.
        trace["lightposition"] = new JsonObject { ["x"] = 4000, ["y"] = 6000, ["z"] = -9000 };
        trace["hovertemplate"] = Hover(layer.Scale, "intensity");
        AddColors(trace, layer.Scale, scales, isInSpace: true);
        return trace;
    }

    private static JsonObject CurveInSpace(MeshLayer layer, List<ColorScale> scales)
    {
        var trace = Trace("scatter3d", layer.Name, layer.Mesh.Vertices, Segments(layer.Mesh));
        trace["mode"] = "lines";
        var line = Colored(layer, Segments(layer.Mesh));
        line["width"] = 9;
        trace["line"] = line;
        trace["hovertemplate"] = Hover(layer.Scale, "line.color");
        AddColors(line, layer.Scale, scales, isInSpace: true);
        return trace;
    }

    // A line of the plane has one colour: the density is on dots at the vertices.
    private static IEnumerable<JsonObject> CurveInPlane(MeshLayer layer, List<ColorScale> scales)
    {
        var line = Trace("scatter", layer.Name, layer.Mesh.Vertices, Segments(layer.Mesh));
        line["mode"] = "lines";
        line["line"] = new JsonObject { ["color"] = Css(Ink.Edge), ["width"] = 2 };
        line["hoverinfo"] = "skip";
        (line["showlegend"], line["legendgroup"]) = (false, layer.Name);

        var vertices = Enumerable.Range(0, layer.Mesh.Vertices.Count).ToArray();
        var dots = Trace("scatter", layer.Name, layer.Mesh.Vertices, vertices);
        dots["mode"] = "markers";
        var marker = Colored(layer, vertices);
        marker["size"] = 10;
        dots["marker"] = marker;
        dots["legendgroup"] = layer.Name;
        dots["hovertemplate"] = Hover(layer.Scale, "marker.color");
        AddColors(marker, layer.Scale, scales, isInSpace: false);
        return [line, dots];
    }

    // Vertices of the segments one after the other, −1 for a gap.
    private static IEnumerable<int> Segments(SimplicialMesh mesh) =>
        Enumerable.Range(0, mesh.SimplexCount).SelectMany(segment => new[] { mesh.Simplex(segment)[0], mesh.Simplex(segment)[1], -1 });

    private static JsonObject Trace(string type, string name, PointSet points, IEnumerable<int> order)
    {
        var trace = new JsonObject { ["type"] = type, ["name"] = name, ["showlegend"] = true };
        for (var axis = 0; axis < points.Dimension; axis++)
            trace["xyz"[axis].ToString()] = TypedArray.Of(order.Select(point => point < 0 ? double.NaN : points[point][axis]));
        return trace;
    }

    private static JsonObject Colored(MeshLayer layer, IEnumerable<int> order) => new()
    {
        ["color"] = TypedArray.Of(order.Select(vertex => layer.Values[Math.Max(0, vertex)])),
        ["cmin"] = layer.Scale.Least,
        ["cmax"] = layer.Scale.Most,
    };

    // Colours of a trace, and a bar that explains them unless one does so already.
    private static void AddColors(JsonObject target, ColorScale scale, List<ColorScale> scales, bool isInSpace)
    {
        var stops = Enumerable.Range(0, ColorStops).Select(i => i / (ColorStops - 1.0)).Select(fraction => (JsonNode)new JsonArray(
            fraction, Css(scale.Color(scale.Least + fraction * (scale.Most - scale.Least)))));
        target["colorscale"] = new JsonArray([.. stops]);
        var isNew = !scales.Contains(scale);
        target["showscale"] = isNew;
        if (!isNew)
            return;
        // Below space, which needs the width; beside the plane, which has an axis below.
        var bar = isInSpace
            ? new JsonObject { ["orientation"] = "h", ["y"] = -0.02 - 0.16 * scales.Count, ["yanchor"] = "top" }
            : new JsonObject { ["x"] = 1.02 + 0.16 * scales.Count };
        bar["title"] = new JsonObject { ["text"] = scale.Label, ["side"] = isInSpace ? "bottom" : "right" };
        bar["thickness"] = 12;
        bar["len"] = 0.8;
        target["colorbar"] = bar;
        scales.Add(scale);
    }

    private static JsonObject SpaceLayout(Scene scene)
    {
        var (x, y, z) = GlobeFile.ToSphere(scene.View.Latitude, scene.View.Longitude);
        var space = new JsonObject
        {
            ["aspectmode"] = "manual",
            ["aspectratio"] = new JsonObject { ["x"] = CubeEdge, ["y"] = CubeEdge, ["z"] = CubeEdge },
            ["camera"] = new JsonObject
            {
                ["eye"] = new JsonObject { ["x"] = 2 * x, ["y"] = 2 * y, ["z"] = 2 * z },
                ["projection"] = new JsonObject { ["type"] = "orthographic" },
            },
        };
        foreach (var axis in "xyz")
            space[$"{axis}axis"] = Axis(scene, axis - 'x');
        return Layout(scene, new JsonObject { ["scene"] = space });
    }

    private static JsonObject PlaneLayout(Scene scene)
    {
        var (right, up) = (Axis(scene, 0), Axis(scene, 1));
        (up["scaleanchor"], right["constrain"], up["constrain"]) = ("x", "domain", "domain");
        return Layout(scene, new JsonObject { ["xaxis"] = right, ["yaxis"] = up });
    }

    private static JsonObject Layout(Scene scene, JsonObject layout)
    {
        layout["legend"] = new JsonObject
        {
            ["orientation"] = "h",
            ["x"] = 0,
            ["y"] = 1.02,
            ["yanchor"] = "bottom",
            ["itemsizing"] = "constant",
        };
        // Room for the browser's buttons above the legend.
        layout["margin"] = new JsonObject { ["l"] = scene.Dimension == 3 ? 10 : 40, ["r"] = 10, ["t"] = 64, ["b"] = 40 };
        return layout;
    }

    private static JsonObject Axis(Scene scene, int axis) => new()
    {
        ["range"] = new JsonArray(-scene.HalfWidth, scene.HalfWidth),
        ["title"] = new JsonObject { ["text"] = $"x{"₁₂₃"[axis]}" },
        ["zeroline"] = false,
        ["nticks"] = 7,
    };

    private static string Hover(ColorScale scale, string value) => $"{scale.Label} %{{{value}:.4g}}<extra></extra>";

    private static string Css(SKColor color) =>
        string.Create(CultureInfo.InvariantCulture, $"rgb({color.Red},{color.Green},{color.Blue})");
}
