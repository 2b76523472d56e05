namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>DSLM001 to DSLM007: the shape of a declared type, and its names.</summary>
internal static class TypeCases
{
    private const string Attributes = "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)]";

    public static Dictionary<string, DiagnosticCase> All { get; } = new()
    {
        ["DSLM001 not partial"] = Unemittable($"{Attributes} public sealed class {{|DSLM001:Earth|}};"),
        ["DSLM001 not partial, energy"] = Unemittable("[Energy(Ambient = 3), Mlp(8)] class {|DSLM001:E|} { }"),
        ["DSLM001 one of two parts not partial"] = Unemittable(
            $"{Attributes} partial class {{|DSLM001:Earth|}}; class Earth;"),
        ["DSLM002 container not partial"] = Unemittable(
            $"public class {{|DSLM002:Outer|}} {{ {Attributes} public sealed partial class Earth; }}"),
        ["DSLM002 two containers not partial"] = Unemittable(
            $$"""struct {|DSLM002:Far|} { partial class Between { interface {|DSLM002:Near|} { {{Attributes}} partial class Earth; } } }"""),
        ["DSLM002 container in its turn is not partial, nor the type"] = Unemittable(
            $"public record {{|DSLM002:Outer|}} {{ {Attributes} public sealed class {{|DSLM001:Earth|}}; }}"),
        ["DSLM003 static"] = Unemittable($"{Attributes} static partial class {{|DSLM003:Earth|}};"),
        ["DSLM003 abstract"] = new(
            $"{Attributes} abstract partial class {{|DSLM003:Earth|}};",
            "class Uses { static object Use(Earth earth, TorchSharp.torch.Tensor x) => (earth.Value(x), earth.parameters(), Earth.Dimension); }"),
        ["DSLM003 generic"] = Unemittable($"{Attributes} partial class {{|DSLM003:Earth|}}<T>;"),
        ["DSLM003 inside of a generic type"] = Unemittable($"partial class Outer<T> {{ {Attributes} partial class {{|DSLM003:Earth|}}; }}"),
        ["DSLM003 record"] = Unemittable($"{Attributes} partial record {{|DSLM003:Earth|}};"),
        ["DSLM003 struct"] = new($"[{{|CS0592:Manifold|}}(Ambient = 3, Dimension = 2)] [{{|CS0592:Mlp|}}(8)] partial struct {{|DSLM003:Earth|}};"),
        ["DSLM003 record struct"] = new($"[{{|CS0592:Manifold|}}(Ambient = 3, Dimension = 2)] partial record struct {{|DSLM003:Earth|}};"),
        ["DSLM003 interface"] = new($"[{{|CS0592:Energy|}}(Ambient = 3)] partial interface {{|DSLM003:IEarth|}};"),
        ["DSLM003 enumeration"] = new("[{|CS0592:Energy|}(Ambient = 3)] enum {|DSLM003:Earth|} { A }"),
        ["DSLM003 local to a file"] = Unemittable($"{Attributes} file partial class {{|DSLM003:Earth|}};"),
        ["DSLM003 inside of a type that is local to a file"] = Unemittable(
            $"file partial class Outer {{ {Attributes} public partial class {{|DSLM003:Earth|}}; }}"),

        ["DSLM004 base class"] = new(
            $"{Attributes} public partial class Earth : {{|DSLM004:Base|}}; public class Base;",
            "class Uses { static object Use(TorchSharp.torch.Tensor x) => (new Earth(seed: 0).Value(x), Earth.Dimension, (DslManifolds.IManifold)new Earth(0)); }"),
        ["DSLM004 base class with arguments"] = new(
            $"{Attributes} public partial class Earth : {{|DSLM004:Base|}}; public class Base(int number, string text) {{ public string Text => text + number; }}",
            "class Uses { static object Use(TorchSharp.torch.Tensor x) => (new Earth(seed: 0).Value(x), Earth.Dimension); }"),
        ["DSLM004 base class that is a module"] = new(
            $"{Attributes} public partial class Earth : {{|DSLM004:TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>|}};",
            Use.Manifold("Earth")),
        ["DSLM004 base class in another part, after attributes"] = new(
            $"{Attributes} partial class Earth; partial class Earth : {{|DSLM004:Base|}}, System.IDisposable {{ void System.IDisposable.Dispose() {{ }} }} class Base;",
            "class Uses { static object Use(TorchSharp.torch.Tensor x) => new Earth(seed: 0).Value(x); }"),
        ["DSLM004 base class that is declared too"] = new(
            $"{Attributes} public partial class Earth; {Attributes} public partial class Mars : {{|DSLM004:Earth|}};",
            Use.Manifold("Earth")),
        ["DSLM005 constructor"] = new(
            $"{Attributes} public partial class Earth {{ public {{|DSLM005:Earth|}}() {{ }} }}", Use.Manifold("Earth")),
        ["DSLM005 constructor like the generated one"] = new(
            $$"""
            {{Attributes}} public partial class Earth
            {
                public {|DSLM005:Earth|}(long seed, TorchSharp.torch.ScalarType dtype = default, TorchSharp.torch.Device? device = null) { }
            }
            """,
            Use.Manifold("Earth")),
        ["DSLM005 primary constructor"] = new(
            $"{Attributes} public partial class {{|DSLM005:Earth|}}(string name, in int number) {{ public string Title {{ get; }} = name + number; }}", Use.Manifold("Earth")),
        ["DSLM005 private constructor, energy"] = new(
            "[Energy(Ambient = 3), Mlp(8)] partial class E { private {|DSLM005:E|}(string text) { } }", Use.Energy("E")),
        ["DSLM006 method"] = new(
            $"{Attributes} public partial class Earth {{ public double {{|DSLM006:Value|}}(double x) => x; }}",
            Use.ModuleOnly("Earth", "DslManifolds.IManifold manifold = model; manifold.Value(x); model.Vjp(x, x);")),
        ["DSLM006 method like the generated one"] = new(
            $"{Attributes} public partial class Earth {{ public TorchSharp.torch.Tensor {{|DSLM006:Value|}}(TorchSharp.torch.Tensor x) => x; }}",
            Use.Manifold("Earth")),
        ["DSLM006 field of a layer"] = new($"{Attributes} public partial class Earth {{ public int {{|DSLM006:layer0|}} = 1; }}", Use.Manifold("Earth")),
        ["DSLM006 forward"] = new(
            $"{Attributes} public partial class Earth {{ public new TorchSharp.torch.Tensor {{|DSLM006:forward|}}(TorchSharp.torch.Tensor x) => x; }}",
            Use.Manifold("Earth")),
        ["DSLM006 forward, overridden"] = new(
            $"{Attributes} public partial class Earth {{ public override TorchSharp.torch.Tensor {{|DSLM006:forward|}}(TorchSharp.torch.Tensor x) => x; }}",
            Use.Manifold("Earth")),
        ["DSLM006 inherited"] = new(
            $"{Attributes} public partial class Earth {{ public new int {{|DSLM006:training|}}; public class {{|DSLM006:HookRemover|}}; }}",
            Use.Manifold("Earth")),
        ["DSLM006 property, event, nested type"] = new(
            """
            [Energy(Ambient = 3), Mlp(8)] partial class E
            {
                int {|DSLM006:AmbientDimension|} => 3;
                event System.Action? {|DSLM006:EnergyGradient|} { add { } remove { } }
                class {|DSLM006:EnergyAndGradient|};
            }
            """,
            Use.ModuleOnly("E", "DslManifolds.IEnergy energy = model; energy.EnergyGradient(x); model.Energy(x);")),
        ["DSLM006 private body of a generated method"] = new(
            $"{Attributes} public partial class Earth {{ void {{|DSLM006:JvpInPlace|}}() {{ }} void {{|DSLM006:GramRecorded|}}() {{ }} }}", Use.Manifold("Earth")),
        ["DSLM006 members of a model"] = new(
            """
            [Manifold(Ambient = 3, Dimension = 2), Mlp(8)] partial class Earth;
            [Energy(Ambient = 3), Mlp(8)] partial class Flood;
            [ConstrainedModel(typeof(Earth), typeof(Flood))] partial class Floods
            {
                bool {|DSLM006:ownsOperands|} => true;
                int {|DSLM006:Earth|}() => 1;
                protected override void {|DSLM006:Dispose|}(bool disposing) => base.Dispose(disposing);
            }
            """,
            Use.Model("Floods", "using var made = new Floods(new Earth(1), new Flood(2)); Flood flood = made.Flood;")),
        ["DSLM006 kernels of a model"] = new(
            """
            [Manifold(Ambient = 3, Dimension = 2), Mlp(8)] partial class Earth;
            [Energy(Ambient = 3), Mlp(8)] partial class Flood;
            [ConstrainedModel(typeof(Earth), typeof(Flood))] partial class Floods
            {
                class {|DSLM006:ManifoldKernel|};
                int {|DSLM006:EnergyKernel|} => 1;
            }
            """,
            Use.Model("Floods", "using var made = new Floods(new Earth(1), new Flood(2)); Flood flood = made.Flood;")),
        ["DSLM006 explicit implementation"] = new(
            $"{Attributes} public partial class Earth {{ int IManifold.{{|DSLM006:AmbientDimension|}} => 3; static int IManifold<Earth>.{{|DSLM006:Dimension|}} => 2; }}",
            Use.Manifold("Earth")),
        ["DSLM006 in two files"] = new(
            $"{Attributes} partial class Earth; partial class Earth {{ int {{|DSLM006:Gram|}} => 1; int {{|DSLM006:Jvp|}}; }}",
            Use.ModuleOnly("Earth", "DslManifolds.IManifold manifold = model; manifold.Gram(x, x); model.Value(x);")),

        ["DSLM007 type named like a method"] = new(
            $"{Attributes} public partial class {{|DSLM007:Value|}};",
            Use.ModuleOnly("Value", "DslManifolds.IManifold manifold = model; manifold.Value(x); model.Vjp(x, x);")),
        ["DSLM007 type named like a dimension"] = new(
            $"{Attributes} public partial class {{|DSLM007:Dimension|}};", Use.ModuleOnly("Dimension", "int n = Dimension.AmbientDimension;")),
        ["DSLM007 type named like its kernel"] = new(
            $"{Attributes} public partial class {{|DSLM007:ManifoldKernel|}};", Use.Manifold("ManifoldKernel")),
        ["DSLM007 type named like an inherited member"] = new(
            $"{Attributes} public partial class {{|DSLM007:parameters|}};", Use.ModuleOnly("parameters", "model.Value(x);").Replace("model.parameters()", "((torch.nn.Module)model).parameters()")),
        ["DSLM007 energy named Energy"] = new(
            "[Energy(Ambient = 3), Mlp(8)] public partial class {|DSLM007:Energy|};",
            Use.ModuleOnly("global::Energy", "DslManifolds.IEnergy energy = model; energy.Energy(x); model.EnergyGradient(x);").Replace("global::Energy(", "Energy(").Replace("UsesOfglobal::Energy", "Uses").Replace("using DslManifolds;\n", "")),
        ["DSLM007 model named like a member of its energy"] = new(
            """
            [Manifold(Ambient = 3, Dimension = 2), Mlp(8)] partial class Earth;
            [Energy(Ambient = 3), Mlp(8)] partial class Flood;
            [ConstrainedModel(typeof(Earth), typeof(Flood))] partial class {|DSLM007:EnergyGradient|};
            """,
            Use.ModuleOnly("EnergyGradient", "using var made = new EnergyGradient(new Earth(1), new Flood(2)); Flood flood = made.Flood; made.Energy(x);")),
        ["DSLM007 type named forward"] = new(
            $"{Attributes} public partial class {{|DSLM007:forward|}};", Use.ModuleOnly("forward", "model.Value(x);").Replace("model.forward(x)", "function.forward(x)")),
        ["DSLM007 type named like a field of a layer"] = new($"{Attributes} public partial class {{|DSLM007:layer12|}};", Use.Manifold("layer12")),
    };
    private static DiagnosticCase Unemittable(string source) => new(source) { Emittable = false };
}
