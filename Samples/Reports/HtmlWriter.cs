using System.Net;

namespace DslManifolds.Samples.Reports;

/// <summary>
/// Writes HTML element by element: what is opened is closed where its scope ends, and all text and all values of attributes are
/// escaped.
/// </summary>
/// <param name="output">Where the page goes.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Opens an element; disposing the scope closes it.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="attributes">Its attributes.</param>
    public Scope Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(name, attributes);
        return new Scope(output, name);
    }

    /// <summary>Writes an element that holds text alone.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="text">The text.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using (Element(name, attributes))
            Text(text);
    }

    /// <summary>Writes an element that has no content and no end, such as <c>img</c>.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(name, attributes);

    /// <summary>Writes text.</summary>
    public void Text(string text) => output.Write(WebUtility.HtmlEncode(text));

    /// <summary>
    /// Writes a <c>script</c> or <c>style</c>, whose content HTML reads as it stands, up to the end of the element.
    /// </summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="content">Its content.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <exception cref="ArgumentException">The content would end the element, or hide its end.</exception>
    public void Verbatim(string name, string content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var mark in new[] { $"</{name}", "<!--" })
        {
            if (content.Contains(mark, StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"The content of {name} must not contain {mark}.", nameof(content));
        }
        Open(name, attributes);
        output.Write(content);
        output.Write($"</{name}>\n");
    }

    private void Open(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write($"<{name}");
        foreach (var (attribute, value) in attributes)
            output.Write($" {attribute}=\"{WebUtility.HtmlEncode(value)}\"");
        output.Write('>');
    }

    /// <summary>An open element.</summary>
    internal readonly struct Scope(TextWriter output, string name) : IDisposable
    {
        /// <summary>Closes the element. A line of the file ends after it only where no space can show.</summary>
        public void Dispose() => output.Write(name is "a" or "code" or "span" ? $"</{name}>" : $"</{name}>\n");
    }
}
