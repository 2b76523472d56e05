using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>Writes a <see cref="TorchFunction"/>: a public method that checks its arguments, and its two bodies.</summary>
internal static class TorchMethodEmitter
{
    public static void Emit(SourceWriter writer, TorchFunction function, TorchModule module)
    {
        var arguments = string.Join(", ", function.Arguments.Select(argument => argument.Name));
        var parameters = string.Join(", ", function.Arguments.Select(argument => $"{TypeNames.Tensor} {argument.Name}"));
        var inPlace = $"{function.Name}InPlace";
        var recorded = $"{function.Name}Recorded";

        writer.Line().Summary(function.Summary).Line(TypeEmitter.GeneratedCode);
        using (writer.Block($"public {function.Returns} {function.Name}({parameters})"))
        {
            foreach (var argument in function.Arguments)
                writer.Line(Check(argument, module.Reference));
            writer.Line($"return {TypeNames.Torch}.is_grad_enabled() ? {recorded}({arguments}) : {inPlace}({arguments});");
        }

        foreach (var isRecorded in new[] { false, true })
        {
            writer.Line();
            using (writer.Block($"private {function.Returns} {(isRecorded ? recorded : inPlace)}({parameters})"))
                TorchBodyEmitter.Emit(writer, function.Graph, function.Forms, module, isRecorded);
        }
    }

    private static string Check(Input argument, string? reference)
    {
        var like = reference is null ? "" : $"{reference}, ";
        return argument.Name == ModelFunctions.Point
            ? $"{TypeNames.Points}.Require({argument.Name}, {argument.Size}, {like}nameof({argument.Name}));"
            : $"{TypeNames.Points}.RequireAlong({argument.Name}, {argument.Size}, {ModelFunctions.Point}, {like}nameof({argument.Name}));";
    }
}
