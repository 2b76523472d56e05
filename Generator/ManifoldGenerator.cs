using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Emission.Simd;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator;

/// <summary>Writes the other part of every declared type, and the module initializer that makes libtorch loadable.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ManifoldGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declared = DeclarationForms.All.Select(form => Declared(context, form)).ToList();
        var collisions = Collisions(declared);
        foreach (var specs in declared)
        {
            // A name is given before, so that a new collision makes only those files anew whose names it changes.
            var files = specs.Combine(collisions)
                .Select(static (pair, _) => (Spec: pair.Left, Name: FileName(pair.Left, pair.Right)))
                .WithTrackingName(TrackingNames.Files);
            context.RegisterSourceOutput(files, static (output, file) =>
            {
                output.AddSource($"{file.Name}.g.cs", TypeEmitter.Emit(file.Spec));
                if (KernelFileEmitter.Emit(file.Spec) is { } kernels)
                    output.AddSource($"{file.Name}-Kernels.g.cs", kernels);
            });
        }

        var referencesRuntime = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(TypeNames.LibTorch) is { } type
                && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            .WithTrackingName(TrackingNames.ModuleInitializer);
        context.RegisterSourceOutput(referencesRuntime, static (output, references) =>
        {
            if (references)
                output.AddSource(ModuleInitializerEmitter.HintName, ModuleInitializerEmitter.Emit());
        });
    }

    private static IncrementalValuesProvider<ModelSpec> Declared(IncrementalGeneratorInitializationContext context, ModelForm form)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclarationForms.Attribute(form),
                static (node, _) => node is TypeDeclarationSyntax,
                (target, cancellation) => Parse(target, form, cancellation))
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(TrackingNames.Declarations);

    private static ModelSpec? Parse(GeneratorAttributeSyntaxContext target, ModelForm form, CancellationToken cancellation)
    {
        // A type with attributes of several kinds, or with one on each of its parts, comes by several times and is written once.
        var type = (INamedTypeSymbol)target.TargetSymbol;
        return DeclarationForms.Of(type) == form && DeclarationParser.IsFirst(type, target.Attributes[0])
            ? DeclarationParser.Parse(type, target.SemanticModel.Compilation, null, cancellation)
            : null;
    }

    /// <summary>Names that differ in case only: as file names they would be the same.</summary>
    private static IncrementalValueProvider<EquatableArray<string>> Collisions(IEnumerable<IncrementalValuesProvider<ModelSpec>> declared)
        => declared
            .Select(specs => specs.Select(static (spec, _) => spec.Type.FullName).Collect())
            .Aggregate(static (names, more) => names.Combine(more).Select(static (pair, _) => pair.Left.AddRange(pair.Right)))
            .Select(static (names, _) => new EquatableArray<string>(
                names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Count() > 1)
                    .SelectMany(group => group)
                    .OrderBy(name => name, StringComparer.Ordinal)))
            .WithTrackingName(TrackingNames.Collisions);

    private static string FileName(ModelSpec spec, EquatableArray<string> collisions)
    {
        var place = collisions.ToList().IndexOf(spec.Type.FullName);
        return place < 0 ? spec.Type.FullName : $"{spec.Type.FullName}.{place}";
    }
}
