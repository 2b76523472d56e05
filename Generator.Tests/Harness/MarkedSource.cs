using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>
/// A source text with the places at which diagnostics are expected: {|ID:text|} around the text that one points to. Marks may
/// stand inside of each other.
/// </summary>
internal sealed record MarkedSource(string Text, ImmutableArray<(string Id, TextSpan Span)> Marks)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var marks = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|"))
            {
                var colon = marked.IndexOf(':', i);
                if (colon < 0)
                    throw new FormatException($"The mark at {i} has no id.");
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (marked.AsSpan(i).StartsWith("|}"))
            {
                if (!open.TryPop(out var mark))
                    throw new FormatException($"The mark that ends at {i} has no beginning.");
                marks.Add((mark.Id, TextSpan.FromBounds(mark.Start, text.Length)));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0
            ? new MarkedSource(text.ToString(), marks.ToImmutable())
            : throw new FormatException($"The mark {open.Peek().Id} has no end.");
    }
}
