using Microsoft.CodeAnalysis.Text;

namespace DslManifolds.Generator.Tests.Harness;

public sealed class MarkedSourceTests
{
    [Fact]
    public void TakesMarksOut()
    {
        var source = MarkedSource.Parse("a {|X1:b|} c {|X2:d {|X3:e|}|}");
        Assert.Equal("a b c d e", source.Text);
        Assert.Equal(
            new[] { ("X1", new TextSpan(2, 1)), ("X3", new TextSpan(8, 1)), ("X2", new TextSpan(6, 3)) },
            source.Marks.ToArray());
    }

    [Theory]
    [InlineData("{|X1:a")]
    [InlineData("a|}")]
    [InlineData("{|a|}")]
    public void RejectsBrokenMarks(string text) => Assert.Throws<FormatException>(() => MarkedSource.Parse(text));
}
