using DslManifolds.Generator.Emission;
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
        var manifolds = Declared(context, TypeNames.ManifoldAttribute, ModelKind.Manifold, TrackingNames.Manifolds);
        var energies = Declared(context, TypeNames.EnergyAttribute, ModelKind.Energy, TrackingNames.Energies);
        var models = Declared(context, TypeNames.ConstrainedModelAttribute, ModelKind.ConstrainedModel, TrackingNames.ConstrainedModels);
        var collisions = Collisions(manifolds, energies, models);
        foreach (var specs in new[] { manifolds, energies, models })
        {
            // A name is given before, so that a new collision makes only those files anew whose names it changes.
            var files = specs.Combine(collisions)
                .Select(static (pair, _) => (Spec: pair.Left, HintName: HintName(pair.Left, pair.Right)))
                .WithTrackingName(TrackingNames.Files);
            context.RegisterSourceOutput(files, static (output, file) => output.AddSource(file.HintName, TypeEmitter.Emit(file.Spec)));
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

    private static IncrementalValuesProvider<ModelSpec> Declared(
        IncrementalGeneratorInitializationContext context, string attribute, ModelKind kind, string trackingName)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                (target, cancellation) => Parse(target, kind, cancellation))
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(trackingName);

    private static ModelSpec? Parse(GeneratorAttributeSyntaxContext target, ModelKind kind, CancellationToken cancellation)
    {
        // A type with attributes of several kinds, or with one on each of its parts, comes by several times and is written once.
        var type = (INamedTypeSymbol)target.TargetSymbol;
        return DeclarationParser.KindOf(type) == kind && DeclarationParser.IsFirst(type, target.Attributes[0])
            ? DeclarationParser.Parse(type, target.SemanticModel.Compilation, null, cancellation)
            : null;
    }

    /// <summary>Names that differ in case only: as file names they would be the same.</summary>
    private static IncrementalValueProvider<EquatableArray<string>> Collisions(
        IncrementalValuesProvider<ModelSpec> manifolds,
        IncrementalValuesProvider<ModelSpec> energies,
        IncrementalValuesProvider<ModelSpec> models)
        => manifolds.Collect().Combine(energies.Collect()).Combine(models.Collect())
            .Select(static (specs, _) => new EquatableArray<string>(
                specs.Left.Left.Concat(specs.Left.Right).Concat(specs.Right)
                    .Select(spec => spec.Type.FullName)
                    .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Count() > 1)
                    .SelectMany(group => group)
                    .OrderBy(name => name, StringComparer.Ordinal)))
            .WithTrackingName(TrackingNames.Collisions);

    private static string HintName(ModelSpec spec, EquatableArray<string> collisions)
    {
        var place = collisions.ToList().IndexOf(spec.Type.FullName);
        return place < 0 ? $"{spec.Type.FullName}.g.cs" : $"{spec.Type.FullName}.{place}.g.cs";
    }
}
