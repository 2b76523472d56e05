using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>
/// Writes a <see cref="TorchFunction"/>: a public method that checks its arguments, and its two bodies, or the one body where
/// nothing can be done in place.
/// </summary>
internal static class TorchMethodEmitter
{
    public static void Emit(SourceWriter writer, TorchFunction function, TorchModule module)
    {
        var (plain, saving) = (Body(function, module, recorded: true), Body(function, module, recorded: false));
        var arguments = string.Join(", ", function.Arguments.Select(argument => argument.Name));
        var parameters = string.Join(", ", function.Arguments.Select(argument => $"{TypeNames.Tensor} {argument.Name}"));
        var inPlace = $"{function.Name}InPlace";
        var recorded = $"{function.Name}Recorded";

        writer.Line().Summary(function.Summary).Line(TypeEmitter.GeneratedCode);
        using (writer.Block($"public {function.Returns} {function.Name}({parameters})"))
        {
            foreach (var argument in function.Arguments)
                writer.Line(Check(argument, function.Point, module.Reference));
            writer.Line(plain == saving
                ? plain
                : $"return {TypeNames.Torch}.is_grad_enabled() ? {recorded}({arguments}) : {inPlace}({arguments});");
        }

        if (plain == saving)
            return;
        foreach (var (name, body) in new[] { (inPlace, saving), (recorded, plain) })
        {
            writer.Line();
            using (writer.Block($"private {function.Returns} {name}({parameters})"))
                writer.Line(body);
        }
    }

    private static string Body(TorchFunction function, TorchModule module, bool recorded)
    {
        var body = new SourceWriter();
        TorchBodyEmitter.Emit(body, function, module, recorded);
        return body.ToString().TrimEnd('\n');
    }

    private static string Check(Input argument, Input point, string? reference)
    {
        var like = reference is null ? "" : $"{reference}, ";
        return argument == point
            ? $"{TypeNames.Points}.Require({argument.Name}, {argument.Size}, {like}nameof({argument.Name}));"
            : $"{TypeNames.Points}.RequireAlong({argument.Name}, {argument.Size}, {point.Name}, {like}nameof({argument.Name}));";
    }
}
