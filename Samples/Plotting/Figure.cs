using System.Globalization;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// A figure: rows of panels on a white page, written as PNG at twice the logical resolution, all on one sheet and each by itself.
/// </summary>
/// <param name="rows">Panels, row by row; a row may be shorter than the others.</param>
internal sealed class Figure(params IReadOnlyList<Panel>[] rows)
{
    /// <summary>Pixels of the file for each logical pixel.</summary>
    public const float Resolution = 2;

    private const float Border = 18;
    private const float TitleHeight = 30;
    private const float Gap = 16;

    /// <summary>
    /// Writes the sheet, and beside it a file for each panel, named by the sheet and the panel's title: of <c>figure-2.png</c> with
    /// a panel "Ground truth" also <c>figure-2-ground-truth.png</c>. Where a title comes again its number is added.
    /// </summary>
    /// <param name="path">The sheet's file.</param>
    /// <returns>Names of the panels' files, row by row.</returns>
    public IReadOnlyList<string> Save(string path)
    {
        var images = rows.Select(row => row.Select(Render).ToArray()).ToArray();
        try
        {
            SaveSheet(path, images);
            var names = PanelNames(Path.GetFileNameWithoutExtension(path));
            foreach (var (name, image) in names.Zip(images.SelectMany(row => row)))
            {
                Write(Path.Combine(Path.GetDirectoryName(path)!, name), image.Width / Resolution, image.Height / Resolution, canvas =>
                    DrawImage(canvas, image, 0, 0));
            }
            return names;
        }
        finally
        {
            foreach (var image in images.SelectMany(row => row))
                image.Dispose();
        }
    }

    private void SaveSheet(string path, SKImage[][] images)
    {
        var columns = rows.Max(row => row.Count);
        var left = Enumerable.Range(0, columns).Select(column => Column(column).Max(panel => panel.LeftMargin)).ToArray();
        var right = Enumerable.Range(0, columns).Select(column => Column(column).Max(RightMargin)).ToArray();
        var below = rows.Select(row => row.Max(panel => panel.BottomMargin)).ToArray();
        var width = 2 * Border + left.Sum() + right.Sum() + columns * Panel.Side + (columns - 1) * Gap;
        var height = 2 * Border + below.Sum() + rows.Length * (Panel.Side + TitleHeight) + (rows.Length - 1) * Gap;
        Write(path, width, height, canvas =>
        {
            var top = Border;
            for (var row = 0; row < rows.Length; row++)
            {
                var x = Border;
                for (var column = 0; column < rows[row].Count; column++)
                {
                    x += left[column];
                    // The image has a border of its own, and margins that may be narrower than the column's.
                    DrawImage(canvas, images[row][column], x - rows[row][column].LeftMargin - Border, top - Border);
                    x += Panel.Side + right[column] + Gap;
                }
                top += TitleHeight + Panel.Side + below[row] + Gap;
            }
        });
    }

    // A panel with its title, its margins and a border, on nothing, so that neighbours' borders may overlap.
    private static SKImage Render(Panel panel)
    {
        var width = 2 * Border + panel.LeftMargin + Panel.Side + RightMargin(panel);
        var height = 2 * Border + TitleHeight + Panel.Side + panel.BottomMargin;
        using var surface = NewSurface(width, height);
        var square = SKRect.Create(Border + panel.LeftMargin, Border + TitleHeight, Panel.Side, Panel.Side);
        panel.Draw(surface.Canvas, square);
        using var font = Typography.Font(15, bold: true);
        font.Size *= Math.Min(1, 2 * (square.MidX - 2) / font.MeasureText(panel.Title));
        Typography.Draw(surface.Canvas, panel.Title, square.MidX, square.Top - 11, font, SKTextAlign.Center, Ink.Text);
        if (panel.Scale is { } scale)
            ColorBar.Draw(surface.Canvas, square, scale);
        return surface.Snapshot();
    }

    private static void Write(string path, float width, float height, Action<SKCanvas> draw)
    {
        using var surface = NewSurface(width, height);
        surface.Canvas.Clear(Ink.Page);
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    private static SKSurface NewSurface(float width, float height)
    {
        var (columns, lines) = ((int)MathF.Ceiling(width * Resolution), (int)MathF.Ceiling(height * Resolution));
        var surface = SKSurface.Create(new SKImageInfo(columns, lines, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(Resolution);
        return surface;
    }

    private static void DrawImage(SKCanvas canvas, SKImage image, float x, float y) =>
        canvas.DrawImage(image, SKRect.Create(x, y, image.Width / Resolution, image.Height / Resolution));

    private string[] PanelNames(string sheet)
    {
        var (names, used) = (new List<string>(), new Dictionary<string, int>());
        foreach (var panel in rows.SelectMany(row => row))
        {
            var name = $"{sheet}-{InFileName(panel.Title)}";
            var time = used[name] = used.GetValueOrDefault(name) + 1;
            names.Add((time == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{time}")) + ".png");
        }
        return [.. names];
    }

    // Lower case, with a hyphen for whatever is neither letter nor digit; η is the one symbol that titles have.
    private static string InFileName(string title)
    {
        var letters = title.Replace("η", "eta", StringComparison.Ordinal)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        var words = string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "panel" : string.Join('-', words);
    }

    private static float RightMargin(Panel panel) => panel.Scale is null ? 0 : ColorBar.Margin;

    private IEnumerable<Panel> Column(int column) => rows.Where(row => row.Count > column).Select(row => row[column]);
}
