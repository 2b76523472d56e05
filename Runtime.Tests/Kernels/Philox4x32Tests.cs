using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels;

public class Philox4x32Tests
{
    /// <summary>The three known answers that the generator's authors publish for ten rounds.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0x94fdccebd16cfe09, 0x24126ea15001e420)]
    public void GivesTheKnownAnswers(ulong counterLow, ulong counterHigh, ulong key, ulong low, ulong high) =>
        Assert.Equal((low, high), Philox4x32.Block(counterLow, counterHigh, key));
}
