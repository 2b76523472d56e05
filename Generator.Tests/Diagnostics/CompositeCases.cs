using DslManifolds.Generator.Tests.Harness;
using DslManifolds.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM020 to DSLM037, and earlier ones where they stand at a composition: what composes, and how.</summary>
internal static class CompositeCases
{
    private const string Surfaces = "using var made = new X(new Surface(1), new Surface(2)); Surface one = made.Surface1, two = made.Surface2;";

    private const string Moved = "using var made = new X(new Surface(1)); Surface one = made.Surface;";

    /// <summary>A project that refers to one which was compiled without the generator.</summary>
    private static Consumer WithoutGenerator { get; } = Consumer.Default with
    {
        References = [Compiled(
            """
            using DslManifolds;
            namespace Library;
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;
            [Union(typeof(Earth), typeof(Earth))] public sealed partial class Both;
            """)],
    };

    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM008 manifold and union"] = Manifold("[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] [{|DSLM008:Union(typeof(Surface), typeof(Surface))|}]", ""),
        ["DSLM008 union and intersection"] = Union("[{|DSLM008:Intersect(typeof(Surface), typeof(Surface))|}] [Union(typeof(Surface), typeof(Surface))]", Surfaces),
        ["DSLM008 model and translation"] = new(
            Parsed.Operands + "[{|DSLM008:Translate(typeof(OnCurve))|}] [ConstrainedModel(typeof(Surface), typeof(Heat))] public sealed partial class X;",
            Use.Model("X", "using var made = new X(new Surface(1), new Heat(2)); Heat heat = made.Heat;")),
        ["DSLM008 union and sphere"] = Manifold("[Sphere(Ambient = 3)] [{|DSLM008:Scale(typeof(Surface), 2)|}]", ""),
        ["DSLM009 on a union"] = Union("[Union(typeof(Surface), typeof(Surface))] [{|DSLM009:Mlp(8)|}]", Surfaces),
        ["DSLM009 on a sphere"] = Manifold("[Sphere(Ambient = 3), {|DSLM009:Mlp(8)|}]", ""),
        ["DSLM001 DSLM003 DSLM005 of a union"] = new(
            $"{Parsed.Operands} [Union(typeof(Surface), typeof(Surface))] public abstract partial class {{|DSLM003:X|}} {{ public {{|DSLM005:X|}}(int number) {{ }} }}"),
        ["DSLM001 of a union"] = new($"{Parsed.Operands} [Union(typeof(Surface), typeof(Surface))] public sealed class {{|DSLM001:X|}} {{ }}") { Emittable = false },
        ["DSLM006 of a union"] = new(
            Parsed.Operands + """
            [Union(typeof(Surface), typeof(Curve))]
            public sealed partial class {|DSLM026X:X|} { public int {|DSLM006:Weights|}; public int Source; public int {|DSLM006:Curve|} => 1; public void {|DSLM006:Components|}() { } }
            """.Replace("{|DSLM026X:X|}", "X").Replace("typeof(Curve)", "{|DSLM026:typeof(Curve)|}"),
            Use.Manifold("X", "IUnion union = model; Surface one = model.Surface;")),
        ["DSLM006 of a translation"] = Manifold(
            "[Translate(typeof(Surface), 0, 0, 0)]", "ITransformed transformed = model;", "partial class X { public int {|DSLM006:Map|} => 1; public int Weights => 1; }"),
        ["DSLM006 explicit implementation, composed"] = Manifold(
            "[Product(typeof(Surface), typeof(Plane))]",
            "IProduct product = model;",
            "partial class X : IProduct { System.Collections.Generic.IReadOnlyList<IManifold> IProduct.{|DSLM006:Factors|} => []; }"),
        ["DSLM006 of an energy"] = Case(
            "[Scale(typeof(Heat), 2)]", "partial class X { public int Map => 1; public int {|DSLM006:Energy|}; }", Use.ModuleOnly("X", "int energy = model.Energy + model.Map;")),
        ["DSLM007 of a union"] = new(
            $"{Parsed.Operands} [Union(typeof(Surface), typeof(Surface))] public sealed partial class {{|DSLM007:Weights|}};", Use.Manifold("Weights", "IUnion union = model;")),

        ["DSLM016 text in a union"] = Manifold("[Union(typeof(Surface), {|DSLM016:typeof(string)|})]", ""),
        ["DSLM016 null, composed"] = Manifold("[Union({|DSLM016:null!|}, typeof(Surface))]", ""),
        ["DSLM016 array, composed"] = Unknown("[Translate({|DSLM016:typeof(int[])|}, 1)]"),
        ["DSLM016 interface, composed"] = Unknown("[Scale(factor: 2, operand: {|DSLM016:typeof(IManifold)|})]"),
        ["DSLM016 collection"] = Energy("[Product([typeof(Heat), {|DSLM016:typeof(object)|}])]", "using var made = new X(new Heat(1), new object());"),
        ["DSLM016 explicit array"] = Manifold("[Intersect(new System.Type[] { typeof(Surface), {|DSLM016:typeof(System.Math)|} })]", ""),
        ["DSLM016 named array"] = Manifold("[Intersect(operands: new[] { typeof(Surface), {|DSLM016:typeof(int)|} })]", ""),
        ["DSLM016 nothing known"] = Unknown("[Union({|DSLM016:typeof(object)|}, {|DSLM016:typeof(int)|})]"),
        ["DSLM016 union of energies as a manifold"] = new(
            Parsed.Operands + """
            [Union(typeof(Heat), typeof(Heat))] public sealed partial class Both;
            [ConstrainedModel({|DSLM016:typeof(Both)|}, typeof(Heat))] public sealed partial class X;
            """,
            Use.Model("X", "using var made = new X(new Both(1), new Heat(2));").Replace("new Both(1)", "null!")),
        ["DSLM017 composites"] = new(
            Parsed.Operands + """
            [Scale(typeof(Heat), 2)] public sealed partial class Warm;
            [Scale(typeof(Surface), 2)] public sealed partial class Large;
            [ConstrainedModel({|DSLM017:typeof(Warm)|}, typeof(Large))] public sealed partial class X;
            """,
            Use.Model("X")),
        ["DSLM018 union"] = Manifold("[Union(typeof(Surface), typeof(Surface), {|DSLM018:typeof(Plane)|})]", "Plane plane = model.Plane; IUnion union = model;"),
        ["DSLM018 intersection of energies"] = Energy("[Intersect(typeof(Heat), {|DSLM018:typeof(Cold)|})]", "Cold cold = model.Cold;"),
        ["DSLM018 union of models"] = Model("[Union(typeof(OnSurface), {|DSLM018:typeof(OnPlane)|}, Weights = [1, 2])]", Use.Union),
        ["DSLM018 model of composites"] = new(
            Parsed.Operands + """
            [Product(typeof(Surface), typeof(Plane))] public sealed partial class Wide;
            [ConstrainedModel(typeof(Wide), {|DSLM018:typeof(Heat)|})] public sealed partial class X;
            """,
            Use.Model("X", "Heat heat = model.Heat;")),
        ["DSLM019"] = Manifold(
            "[Union(typeof(Surface), {|DSLM019:typeof(Hidden)|})]", Use.Union, "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] partial class Hidden;"),
        ["DSLM020 none"] = Unknown("[{|DSLM020:Union|}]"),
        ["DSLM020 none, with weights"] = Unknown("[{|DSLM020:Union(Weights = new double[0])|}]"),
        ["DSLM020 one"] = Manifold("[{|DSLM020:Intersect(typeof(Surface))|}]", Moved),
        ["DSLM020 empty array"] = Unknown("[{|DSLM020:Product(new System.Type[0])|}]"),
        ["DSLM020 null"] = Unknown("[{|DSLM020:Product(null!)|}]"),
        ["DSLM020 one, and not even declared"] = Unknown("[{|DSLM020:Product({|DSLM016:typeof(int)|})|}]"),
        ["DSLM021 manifold and energy"] = Manifold("[Union(typeof(Surface), {|DSLM021:typeof(Heat)|})]", Use.Union + "Heat heat = model.Heat;"),
        ["DSLM021 energy and manifold"] = Energy("[Intersect(typeof(Heat), {|DSLM021:typeof(Surface)|})]", ""),
        ["DSLM021 model among others"] = Model("[Product(typeof(OnPlane), {|DSLM021:typeof(Plane)|}, typeof(OnPlane), {|DSLM021:typeof(Cold)|})]", Use.Product),
        ["DSLM021 composites"] = Manifold(
            "[Union([typeof(Moved), {|DSLM021:typeof(Warm)|}])]", Use.Union,
            "[Translate(typeof(Surface), 1, 0, 0)] public sealed partial class Moved; [Scale(typeof(Heat), 2)] public sealed partial class Warm;"),
        ["DSLM022 itself"] = Manifold("[Union(typeof(Surface), {|DSLM022:typeof(X)|})]", ""),
        ["DSLM022 nothing but itself"] = Unknown("[Union({|DSLM022:typeof(X)|}, {|DSLM022:typeof(X)|})]"),
        ["DSLM022 two"] = Manifold(
            "[Union({|DSLM022:typeof(Y)|}, typeof(Surface))]", Use.Union, "[Translate({|DSLM022:typeof(X)|}, 1, 0, 0)] public sealed partial class Y;"),
        ["DSLM022 three, and who only uses them"] = Manifold(
            "[Intersect(typeof(Surface), {|DSLM022:typeof(Y)|})]",
            "",
            """
            [Scale({|DSLM022:typeof(Z)|}, 2)] public sealed partial class Y;
            [Rotate({|DSLM022:typeof(X)|}, 0, 1, Degrees = 30)] public sealed partial class Z;
            [Union(typeof(Z), typeof(Surface))] public sealed partial class User;
            [ConstrainedModel(typeof(User), typeof(Heat))] public sealed partial class UserOfUser;
            """),
        ["DSLM022 through a model"] = new(
            Parsed.Operands + """
            [Union(typeof(OnSurface), {|DSLM022:typeof(Y)|})] public sealed partial class X;
            [Scale({|DSLM022:typeof(X)|}, 2)] public sealed partial class Y;
            [Union(typeof(Surface), {|DSLM022:typeof(B)|})] public sealed partial class A;
            [ConstrainedModel({|DSLM022:typeof(A)|}, typeof(Heat))] public sealed partial class B;
            """,
            Use.Model("X", "IUnion union = model;") + Use.Model("B", "A operand = model.A;").Replace("using DslManifolds;\nusing TorchSharp;\n", "")),
        ["DSLM023"] = new(
            "[Translate({|DSLM023:typeof(Library.Earth)|}, 1, 0, 0)] public sealed partial class X;",
            Use.Manifold("X", Use.Transformed + "Library.Earth earth = model.Earth;"))
        {
            Consumer = WithoutGenerator,
        },
        ["DSLM023 a composition tells no kind"] = new("[Scale({|DSLM023:typeof(Library.Both)|}, 2)] public sealed partial class X;", Use.Model("X"))
        {
            Consumer = WithoutGenerator,
        },
        ["DSLM023 of a model"] = new(
            "[ConstrainedModel({|DSLM023:typeof(Library.Earth)|}, {|DSLM023:typeof(Library.Flood)|})] public sealed partial class X;", Use.Model("X"))
        {
            Consumer = WithoutGenerator,
        },
        ["DSLM024 two curves in space"] = Manifold("[Intersect(typeof(Curve), {|DSLM024:typeof(Curve)|})]", "Curve curve = model.Curve1;"),
        ["DSLM024 marked is the first too many"] = Manifold("[Intersect(typeof(Surface), typeof(Curve), {|DSLM024:typeof(Surface)|}, typeof(Surface))]", ""),
        ["DSLM024 models"] = Model("[Intersect(typeof(OnCurve), {|DSLM024:typeof(OnCurve)|})]", ""),
        ["DSLM025"] = new($"{Parsed.Operands} [{{|DSLM025:Intersect(typeof(Surface), typeof(Curve))|}}] public sealed partial class X;"),
        ["DSLM025 models"] = new($"{Parsed.Operands} [{{|DSLM025:Intersect(typeof(OnSurface), typeof(OnCurve))|}}] public sealed partial class X;"),
        ["DSLM026 curve and surface"] = new($"{Parsed.Operands} [Union(typeof(Surface), {{|DSLM026:typeof(Curve)|}})] public sealed partial class X;"),
        ["DSLM026 curves"] = new($"{Parsed.Operands} [Union({{|DSLM026:typeof(Curve)|}}, typeof(Curve))] public sealed partial class X;"),
        ["DSLM026 two outputs, codimension one"] = new(
            Parsed.Operands + """
            [Union(typeof(Surface), {|DSLM026:typeof(Curve)|})] public sealed partial class Both;
            [Union(typeof(Surface), {|DSLM026:typeof(Both)|})] public sealed partial class X;
            """),
        ["DSLM027 nine curves"] = Manifold(
            $"[Union({string.Concat(Enumerable.Repeat("typeof(Curve), ", 8))}{{|DSLM027:typeof(Curve)|}})]", Use.Union),
        ["DSLM027 unions of unions"] = new(
            """
            [Manifold(Ambient = 40, Dimension = 24)] [Mlp(8)] public sealed partial class Thin;
            [Union({|DSLM026:typeof(Thin)|}, typeof(Thin))] public sealed partial class Many;
            [Union(typeof(Many), {|DSLM027:typeof(Thin)|}, typeof(Thin), typeof(Many))] public sealed partial class X;
            """),

        ["DSLM028 too short"] = Manifold("[{|DSLM028:Translate(typeof(Surface), 1, 0)|}]", Use.Transformed + Moved),
        ["DSLM028 none"] = Manifold("[{|DSLM028:Translate(typeof(Surface))|}]", Moved),
        ["DSLM028 too long"] = Manifold("[Translate(typeof(Surface), 1, 0, 0, {|DSLM028:0|}, 1)]", Moved),
        ["DSLM028 too short, array"] = Manifold("[Translate(typeof(Surface), {|DSLM028:new double[] { 1, 0 }|})]", Moved),
        ["DSLM028 too short, collection by name"] = Manifold("[Translate(offset: {|DSLM028:[1, 0]|}, operand: typeof(Surface))]", Moved),
        ["DSLM028 too long, collection"] = Energy("[Translate(typeof(Cold), [1, 0, {|DSLM028:2|}])]", ""),
        ["DSLM028 null"] = Model("[{|DSLM028:Translate(typeof(OnPlane), null!)|}]", Use.Transformed),
        ["DSLM028 once for a rejected operand"] = Manifold(
            "[{|DSLM028:Translate(typeof(Surface))|}]", "", "[Translate(typeof(X))] public sealed partial class Y;"),
        ["DSLM029 too few"] = Manifold("[{|DSLM029:Rotate(typeof(Surface), 1.0, 0, 0, 1)|}]", Use.Transformed),
        ["DSLM029 none"] = Energy("[{|DSLM029:Rotate(typeof(Heat))|}]", ""),
        ["DSLM029 array"] = Manifold("[Rotate(typeof(Surface), {|DSLM029:new double[] { 1, 0, 0, 1 }|})]", ""),
        ["DSLM029 three whole numbers"] = Manifold("[{|DSLM029:Rotate(typeof(Surface), 0, 1, 2)|}]", ""),
        ["DSLM029 two fractions"] = Manifold("[{|DSLM029:Rotate(typeof(Plane), 0.0, 1.0)|}]", ""),
        ["DSLM030 four digits"] = Manifold("[{|DSLM030:Rotate(typeof(Plane), 0.7071, -0.7071, 0.7071, 0.7071)|}]", ""),
        ["DSLM030 shear"] = Manifold("[Rotate(typeof(Plane), {|DSLM030:[1, 0.5, 0, 1]|})]", ""),
        ["DSLM030 zeros"] = Model("[Rotate(typeof(OnPlane), matrix: {|DSLM030:new double[] { 0, 0, 0, 0 }|})]", Use.Transformed),
        ["DSLM031 too large"] = Manifold("[Rotate(typeof(Surface), 0, {|DSLM031:3|}, Degrees = 30)]", ""),
        ["DSLM031 negative"] = Manifold("[Rotate(typeof(Surface), {|DSLM031:-1|}, 1, Degrees = 30)]", ""),
        ["DSLM031 the same"] = Manifold("[Rotate(typeof(Surface), 1, {|DSLM031:1|}, Degrees = 30)]", Use.Transformed),
        ["DSLM031 by name"] = Energy("[Rotate(to: {|DSLM031:2|}, from: 1, operand: typeof(Cold), Degrees = 30)]", ""),
        ["DSLM032 no angle"] = Manifold("[{|DSLM032:Rotate(typeof(Surface), 0, 1)|}]", ""),
        ["DSLM032 angle and matrix"] = Manifold("[Rotate(typeof(Plane), 0.0, 1, -1, 0, Degrees = {|DSLM032:30|})]", ""),
        ["DSLM033 zero"] = Manifold("[Scale(typeof(Surface), {|DSLM033:0|})]", Use.Transformed + Moved),
        ["DSLM033 negative"] = Energy("[Scale(typeof(Heat), {|DSLM033:-2.5|})]", ""),
        ["DSLM033 infinite"] = Model("[Scale(typeof(OnCurve), {|DSLM033:1 / 0.0|})]", Use.Transformed),
        ["DSLM033 not a number"] = Manifold("[Scale(factor: {|DSLM033:double.NaN|}, operand: typeof(Surface))]", ""),
        ["DSLM033 too small to divide by"] = Manifold("[Scale(typeof(Surface), {|DSLM033:double.Epsilon|})]", ""),
        ["DSLM034 offset"] = Manifold("[Translate(typeof(Surface), 0, {|DSLM034:1 / 0.0|}, {|DSLM034:double.NaN|})]", Use.Transformed),
        ["DSLM034 matrix"] = Manifold("[Rotate(typeof(Plane), [0.0, 1, -1, {|DSLM034:0 / 0.0|}])]", ""),
        ["DSLM034 angle"] = Manifold("[Rotate(typeof(Plane), 0, 1, Degrees = {|DSLM034:double.PositiveInfinity|})]", ""),
        ["DSLM034 and DSLM028"] = Manifold("[{|DSLM028:Translate(typeof(Surface), {|DSLM034:double.NaN|})|}]", ""),
        ["DSLM035 too few"] = Union("[Union(typeof(Surface), typeof(Surface), Weights = {|DSLM035:new[] { 1.0 }|})]", Surfaces),
        ["DSLM035 too many"] = Energy("[Union(typeof(Heat), typeof(Heat), Weights = {|DSLM035:[1, 2, 3]|})]", ""),
        ["DSLM035 zero and negative"] = Model("[Union(typeof(OnSurface), typeof(OnSurface), Weights = new double[] { {|DSLM035:0|}, {|DSLM035:-1|} })]", Use.Union),
        ["DSLM035 not finite"] = Union("[Union(typeof(Surface), typeof(Surface), Weights = [{|DSLM035:double.NaN|}, {|DSLM035:1 / 0.0|}])]", Use.Union),
        ["DSLM035 nothing beside the other"] = Union("[Union(typeof(Surface), typeof(Surface), Weights = [{|DSLM035:1e-320|}, 1e300])]", Use.Union),
        ["DSLM060"] = Scaled("Mixed"),
        ["DSLM060 moved before"] = Scaled("Moved"),
        ["DSLM060 part of a product"] = Scaled("Wide"),
        ["DSLM036"] = Model("[{|DSLM036:Union(typeof(OnSurface), typeof(OnCurve))|}]", Use.Union),
        ["DSLM036 unnormalised"] = Model("[{|DSLM036:Union(typeof(OnSurface), typeof(OnCurve), Normalized = false)|}]", Use.Union),
        ["DSLM037 manifolds"] = new($"{Parsed.Operands} [Union(typeof(Surface), typeof(Surface), Normalized = {{|DSLM037:false|}})] public sealed partial class X;"),
        ["DSLM037 energies"] = new($"{Parsed.Operands} [Union(typeof(Heat), typeof(Heat), Normalized = {{|DSLM037:true|}})] public sealed partial class X;"),
        ["operand of a composite is rejected"] = Manifold(
            "[Translate(typeof(Bad), 1, 2)]", Use.Transformed, "[Manifold(Ambient = 3, Dimension = {|DSLM011:3|})] [Mlp(8)] public sealed partial class Bad;"),
        ["compiler: missing operand, composed"] = Manifold("[Union(typeof(Surface), typeof({|CS0246:Missing|}))]", ""),
        ["compiler: no arguments, composed"] = Unknown("[{|CS7036:Translate|}]"),
        ["compiler: offset of text"] = Manifold("[Translate(typeof(Surface), {|CS1503:\"1\"|})]", ""),
        ["compiler: weights are no constant"] = Union("[Union(typeof(Surface), typeof(Surface), Weights = [1, {|CS0182:System.Math.Sqrt(2)|}])]", ""),
    };

    private static MetadataReference Compiled(string source)
    {
        using var stream = new MemoryStream();
        Assert.True((Consumer.Default with { AssemblyName = "Library" }).Compile(source).Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static DiagnosticCase Union(string attributes, string statements) => Manifold(attributes, statements + "IUnion contractOfUnions = model;");

    private static DiagnosticCase Manifold(string attributes, string statements, string more = "") => Case(attributes, more, Use.Manifold("X", statements));

    private static DiagnosticCase Energy(string attributes, string statements, string more = "") => Case(attributes, more, Use.Energy("X", statements));

    private static DiagnosticCase Model(string attributes, string statements) => Case(attributes, "", Use.Model("X", statements));

    /// <summary>Nothing tells what it is: it can be used as anything.</summary>
    private static DiagnosticCase Unknown(string attributes) => Case(attributes, "", Use.Model("X"));

    /// <summary>A scaling of a union of a surface and a curve, or of what is made of it.</summary>
    private static DiagnosticCase Scaled(string operand) => Case(
        $"[Scale({{|DSLM060:typeof({operand})|}}, 2)]",
        """
        [Union(typeof(OnSurface), {|DSLM026:typeof(OnCurve)|}, Weights = new[] { 1.0, 2 })] public sealed partial class Mixed;
        [Translate(typeof(Mixed), 1, 0, 0)] public sealed partial class Moved;
        [Product(typeof(Mixed), typeof(OnPlane))] public sealed partial class Wide;
        """,
        Use.Model("X", Use.Transformed));

    private static DiagnosticCase Case(string attributes, string more, string uses)
        => new($"{Parsed.Operands}\n{attributes} public sealed partial class X;\n{more}", uses);
}
