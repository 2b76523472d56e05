namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Manifolds, energies and models that are right, in unusual places, with unusual members and names; and uses of them.</summary>
internal static class AcceptedTypes
{
    private const string Earth = "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;";
    private const string Flood = "[Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;";

    public static IReadOnlyDictionary<string, (string Source, string Uses)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["a manifold"] = (Earth, Use.Manifold("Earth")),
        ["an energy"] = (Flood, Use.Energy("Flood")),
        ["a model"] = (
            $"{Earth} {Flood} [ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods;",
            Use.Model("Floods", "using var made = new Floods(earth: model.Earth, flood: model.Flood); Earth earth = made.Earth; Flood flood = made.Flood;")),
        ["a model, operands by name and swapped"] = (
            $"{Earth} {Flood} [ConstrainedModel(energy: typeof(Flood), manifold: typeof(Earth))] public sealed partial class Floods;", Use.Model("Floods")),
        ["extreme dimensions"] = ("[Manifold(Ambient = 1, Dimension = 0)] [Mlp(1)] partial class Point;", Use.Manifold("Point")),
        ["constant expressions"] = (
            "[Manifold(Ambient = Sizes.Two + 1, Dimension = (short)2)] [Mlp(Sizes.Two * 4, 'a', (byte)3)] partial class Earth; static class Sizes { public const int Two = 2; }",
            Use.Manifold("Earth")),
        ["widths as an array"] = ("[Energy(Ambient = 3)] [Mlp(new[] { 8, 8 })] partial class Flood;", Use.Energy("Flood")),
        ["widths as a collection"] = ("[Energy(Ambient = 3)] [Mlp([8, 8], Activation = Activation.Gelu)] partial class Flood;", Use.Energy("Flood")),
        ["attributes by alias and by full name"] = (
            "[Net(8)] [global::DslManifolds.EnergyAttribute(Ambient = 3)] partial class Flood;", Use.Energy("Flood")),
        ["not sealed, with braces"] = ("[Energy(Ambient = 3)] [Mlp(8)] internal partial class Flood { }", Use.Energy("Flood")),
        ["own members and interfaces"] = (
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)]
            public sealed partial class Earth : System.IEquatable<Earth>, System.ICloneable
            {
                public const double Radius = 1;
                private static int count;
                public string? Title { get; set; }
                public double this[int index] => index;
                public bool Equals(Earth? other) => ReferenceEquals(this, other);
                public override bool Equals(object? other) => Equals(other as Earth);
                public override int GetHashCode() => ++count;
                public override string ToString() => Title ?? "";
                object System.ICloneable.Clone() => this;
                public static Earth operator +(Earth left, Earth right) => left;
                public TorchSharp.torch.Tensor Residual(TorchSharp.torch.Tensor x) { using var y = Value(x); return y.abs(); }
                static Earth() { count = 1; }
                public sealed class Nested;
                public int to(int device) => device;
            }
            """,
            Use.Manifold("Earth")),
        ["implements the generated interface itself"] = (
            "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth : IManifold<Earth>, IManifold;", Use.Manifold("Earth")),
        ["default interface member implemented"] = (
            "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth { int IManifold.Codimension => 1; }", Use.Manifold("Earth")),
        ["own disposal in a manifold"] = (
            "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public partial class Earth { protected override void Dispose(bool disposing) => base.Dispose(disposing); }",
            Use.Manifold("Earth")),
        ["parts in several places"] = (
            """
            [Manifold(Ambient = 3, Dimension = 2)] public sealed partial class Earth;
            public sealed partial class Earth { public int First => 1; }
            [Mlp(8)] public sealed partial class Earth { public int Second => 2; }
            """,
            Use.Manifold("Earth")),
        ["nested in every kind of type"] = (
            """
            public static partial class A { public partial struct B { public partial interface C { internal partial record D { internal readonly ref partial struct E { internal partial record struct F(int Number)
            {
                [Energy(Ambient = 3)] [Mlp(8)] internal sealed partial class Flood;
            } } } } } }
            """,
            Use.Energy("A.B.C.D.E.F.Flood")),
        ["private and nested"] = (
            """
            public partial class Outer
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] private sealed partial class Hidden;
                [Energy(Ambient = 3)] [Mlp(8)] protected internal sealed partial class Shown;
                [ConstrainedModel(typeof(Hidden), typeof(Shown))] private sealed partial class Floods;
                public static object Make() => new Floods(new Hidden(0), new Shown(1));
            }
            """,
            ""),
        ["protected operand of a protected model"] = (
            """
            public partial class Outer
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] protected sealed partial class Hidden;
                [Energy(Ambient = 3)] [Mlp(8)] protected internal sealed partial class Shown;
                [ConstrainedModel(typeof(Hidden), typeof(Shown))] protected sealed partial class Floods;
            }
            """,
            ""),
        ["public operand of a public model in internal types"] = (
            $$"""
            internal partial class Outer { {{Earth}} }
            internal partial class Other { {{Flood}} [ConstrainedModel(typeof(Outer.Earth), typeof(Flood))] public sealed partial class Floods; }
            """,
            Use.Model("Other.Floods")),
        ["keywords as names"] = (
            """
            namespace @class.@namespace
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @int;
                [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class @base;
                [ConstrainedModel(typeof(@int), typeof(@base))] public sealed partial class @event;
            }
            """,
            Use.Model("@class.@namespace.@event", "using var made = new @class.@namespace.@event(@int: model.@int, @base: model.@base);")),
        ["contextual keywords as names"] = (
            """
            namespace @var.@record.@partial
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @required;
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @file;
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @field;
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @scoped;
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @nint;
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class @record;
                [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class @await;
                [ConstrainedModel(typeof(@required), typeof(@await))] public sealed partial class @extension;
            }
            """,
            Use.Model("@var.@record.@partial.@extension")),
        ["letters beyond ASCII"] = ("namespace Ørsted { [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Höhe式; }", Use.Energy("Ørsted.Höhe式")),
        ["global namespace named like ours"] = (
            "namespace DslManifolds.Generator { [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class TorchSharp; }",
            Use.Energy("DslManifolds.Generator.TorchSharp")),
        ["types that hide the framework's"] = (
            $"{Flood} namespace System.Inner {{ class System; class Tensor; class TorchSharp; [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Hiding; }}",
            Use.Energy("System.Inner.Hiding")),
        ["names that differ in case only"] = (
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class eArth;
            [ConstrainedModel(typeof(Earth), typeof(eArth))] public sealed partial class EARTH;
            """,
            Use.Model("EARTH", "using var made = new EARTH(earth1: model.Earth1, eArth2: model.eArth2); Earth one = made.Earth1; eArth two = made.eArth2;")),
        ["operands of one name"] = (
            """
            namespace First { [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Shape; }
            namespace Second { [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Shape; }
            [ConstrainedModel(typeof(First.Shape), typeof(Second.Shape))] public sealed partial class Shapes;
            """,
            Use.Model("Shapes", "using var made = new Shapes(shape1: model.Shape1, shape2: model.Shape2);")),
        ["operands named like members"] = (
            """
            namespace Operands
            {
                [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Energy;
                [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Jacobian;
                [ConstrainedModel(typeof(Energy), typeof(Jacobian))] public sealed partial class Model;
            }
            """.Replace("[Energy(", "[DslManifolds.Energy("),
            Use.Model("Operands.Model", "Operands.Energy e = model.EnergyOperand; Operands.Jacobian j = model.JacobianOperand;")),
        ["operands named like members, and like what they are then called"] = (
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class JacobianOperand;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Jacobian;
            [ConstrainedModel(typeof(JacobianOperand), typeof(Jacobian))] public sealed partial class Model;
            """,
            Use.Model("Model")),
        ["operands named like what the model needs itself"] = (
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class OwnsOperands;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Dispose1;
            [ConstrainedModel(typeof(OwnsOperands), typeof(Dispose1))] public sealed partial class Model;
            """,
            Use.Model("Model")),
        ["operands named like arguments"] = (
            """
            [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Seed;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class X;
            [ConstrainedModel(typeof(Seed), typeof(X))] public sealed partial class Model;
            """,
            Use.Model("Model", "using var made = new Model(seed: model.Seed, x: model.X);")),
        ["operands named like the model"] = (
            """
            namespace Inner { [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Floods; }
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;
            [ConstrainedModel(typeof(Inner.Floods), typeof(Flood))] public sealed partial class Floods;
            """,
            Use.Model("Floods", "Inner.Floods operand = model.FloodsOperand;")),
        ["obsolete"] = (
            """
            [System.Obsolete] [Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth;
            [Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood;
            #pragma warning disable CS0612
            [ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods;
            """,
            Use.Model("Floods")),
    };
}
