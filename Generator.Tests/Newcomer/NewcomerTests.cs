namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>
/// Programs as they are written by someone who has read the README and no more. Each has one fault, and is told that fault, where
/// it is, and nothing besides: no error at the uses of what was rejected.
/// </summary>
public sealed class NewcomerTests
{
    private static readonly Dictionary<string, NewcomerProgram> Programs = TypePrograms.All
        .Concat(DimensionPrograms.All)
        .Concat(CompositionPrograms.All)
        .Concat(ConstraintPrograms.All)
        .Concat(RemarkPrograms.All)
        .ToDictionary();

    public static TheoryData<string> Names => [.. Programs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsToldItsOneFault(string name) => Programs[name].AssertOneReport();

    [Theory]
    [MemberData(nameof(Names))]
    public void IsToldNothingOnceItIsRight(string name) => Programs[name].AssertNoReportOnceRight();
}
