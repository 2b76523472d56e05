using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes indented source text with \n line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes lines, each at the present depth.</summary>
    public SourceWriter Line(string lines = "")
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
                text.Append(' ', 4 * depth).Append(line);
            text.Append('\n');
        }

        return this;
    }

    /// <summary>Writes an opening brace after a heading, if there is one, and the closing one when the result is disposed.</summary>
    public IDisposable Block(string heading)
    {
        if (heading.Length > 0)
            Line(heading);
        Line("{");
        depth++;
        return new Closing(this);
    }

    /// <summary>Writes an XML summary.</summary>
    public SourceWriter Summary(string summary) => Line($"/// <summary>{summary}</summary>");

    public SourceText ToSourceText() => SourceText.From(text.ToString(), Encoding.UTF8, SourceHashAlgorithm.Sha256);

    public override string ToString() => text.ToString();

    private sealed class Closing(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
