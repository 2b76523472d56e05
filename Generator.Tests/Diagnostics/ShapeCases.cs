namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM038 and DSLM039, and DSLM010 where it stands at a shape: manifolds of any dimension.</summary>
internal static class ShapeCases
{
    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM010 sphere without ambient dimension"] = Case("[{|DSLM010:Sphere|}]"),
        ["DSLM010 sphere of nothing"] = Case("[Sphere(Radius = 2, Ambient = {|DSLM010:0|})]"),
        ["DSLM038 missing"] = Case("[{|DSLM038:Stiefel|}]"),
        ["DSLM038 no columns"] = Case("[{|DSLM038:Stiefel(Rows = 3)|}]"),
        ["DSLM038 negative columns"] = Case("[Stiefel(Rows = 3, Columns = {|DSLM038:-1|})]"),
        ["DSLM038 more columns than rows"] = Case("[Stiefel(Rows = {|DSLM038:2|}, Columns = 3)]"),
        ["DSLM038 no rows"] = Case("[{|DSLM038:Stiefel(Columns = 2)|}]"),
        ["DSLM038 just too large"] = Case("[Stiefel(Rows = {|DSLM038:33|}, Columns = 6)]"),
        ["DSLM038 too large"] = Case("[Stiefel(Rows = {|DSLM038:100_000|}, Columns = 100_000)]"),
        ["DSLM039 zero"] = Case("[Sphere(Ambient = 3, Radius = {|DSLM039:0|})]"),
        ["DSLM039 negative"] = Case("[Sphere(Ambient = 3, Radius = {|DSLM039:-1.5|})]"),
        ["DSLM039 not a number"] = Case("[Sphere(Ambient = 3, Radius = {|DSLM039:0 / 0.0|})]"),
        ["DSLM039 square too large"] = Case("[Sphere(Ambient = 3, Radius = {|DSLM039:1e200|})]"),
        ["DSLM039 and DSLM010"] = Case("[{|DSLM010:Sphere(Radius = {|DSLM039:-1|})|}]"),
    };

    private static DiagnosticCase Case(string attribute) => new($"{attribute} public sealed partial class X;", Use.Manifold("X"));
}
