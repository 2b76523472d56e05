using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>A figure: rows of panels on a white page, written as PNG at twice the logical resolution.</summary>
/// <param name="rows">Panels, row by row; a row may be shorter than the others.</param>
internal sealed class Figure(params IReadOnlyList<Panel>[] rows)
{
    /// <summary>Pixels of the file for each logical pixel.</summary>
    public const float Resolution = 2;

    private const float Border = 18;
    private const float TitleHeight = 30;
    private const float Gap = 16;

    /// <summary>Writes the figure.</summary>
    public void Save(string path)
    {
        var columns = rows.Max(row => row.Count);
        var left = Enumerable.Range(0, columns).Select(column => Column(column).Max(panel => panel.LeftMargin)).ToArray();
        var right = Enumerable.Range(0, columns).Select(column => Column(column).Max(RightMargin)).ToArray();
        var below = rows.Select(row => row.Max(panel => panel.BottomMargin)).ToArray();
        var width = 2 * Border + left.Sum() + right.Sum() + columns * Panel.Side + (columns - 1) * Gap;
        var height = 2 * Border + below.Sum() + rows.Length * (Panel.Side + TitleHeight) + (rows.Length - 1) * Gap;

        var (columnsOfPixels, rowsOfPixels) = ((int)MathF.Ceiling(width * Resolution), (int)MathF.Ceiling(height * Resolution));
        using var surface = SKSurface.Create(
            new SKImageInfo(columnsOfPixels, rowsOfPixels, SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(Ink.Page);
        canvas.Scale(Resolution);
        using var titleFont = Typography.Font(15, bold: true);
        var top = Border;
        for (var row = 0; row < rows.Length; row++)
        {
            var x = Border;
            for (var column = 0; column < rows[row].Count; column++)
            {
                x += left[column];
                var square = SKRect.Create(x, top + TitleHeight, Panel.Side, Panel.Side);
                DrawPanel(canvas, rows[row][column], square, titleFont);
                x += Panel.Side + right[column] + Gap;
            }
            top += TitleHeight + Panel.Side + below[row] + Gap;
        }
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    private static void DrawPanel(SKCanvas canvas, Panel panel, SKRect square, SKFont titleFont)
    {
        panel.Draw(canvas, square);
        Typography.Draw(canvas, panel.Title, square.MidX, square.Top - 11, titleFont, SKTextAlign.Center, Ink.Text);
        if (panel.Scale is { } scale)
            ColorBar.Draw(canvas, square, scale);
    }

    private static float RightMargin(Panel panel) => panel.Scale is null ? 0 : ColorBar.Margin;

    private IEnumerable<Panel> Column(int column) => rows.Where(row => row.Count > column).Select(row => row[column]);
}
