using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Writes a graph as the body of a method over lanes.</summary>
internal static class KernelBodyEmitter
{
    /// <returns>Vectors of scratch memory that the body needs.</returns>
    public static int Emit(SourceWriter writer, KernelFunction function, KernelMemory memory)
    {
        var body = new KernelBody(function, memory);
        foreach (var step in body.Schedule.Steps)
        {
            switch (step.Role)
            {
                case Role.Straight:
                    StraightStatements.Emit(body, step.Nodes[0]);
                    break;
                case Role.Loop:
                    LoopStatements.Emit(body, step);
                    break;
                case Role.Product:
                    ProductStatements.Emit(body, step.Nodes[0]);
                    break;
                default:
                    throw new InvalidOperationException($"No emission for {body.Graph[step.Nodes[0]]}.");
            }
        }

        Results(body);
        writer.Line(body.Statements.ToString().TrimEnd('\n'));
        return body.Plan.Size;
    }

    /// <summary>Copies the outputs that are not where they belong by now.</summary>
    private static void Results(KernelBody body)
    {
        for (var i = 0; i < body.Graph.Outputs.Count; i++)
        {
            var output = body.Graph.Outputs[i];
            var name = body.Function.Results[i];
            if (body.Plan.IsPlaced(output) && body.Plan.PlaceOf(output)!.Value.Buffer is { IsResult: true } buffer && buffer.Name == name)
                body.Bring(output);
            else
                body.Copy(output, new LaneBuffer(name, Numbers.Count(body.Graph[output].Shape), isResult: true), 0);
        }
    }
}
