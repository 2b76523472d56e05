namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Names of a method's locals: each is given once.</summary>
/// <param name="taken">Names of the method's parameters.</param>
internal sealed class LocalNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = [.. taken];
    private readonly Dictionary<string, int> counters = [];

    /// <summary>Whether a name without a number is free, for the locals of loops: one and the same may serve in each of them.</summary>
    public bool IsFree(string name) => !taken.Contains(name);

    /// <summary>A name with a number.</summary>
    public string Numbered(string name)
    {
        string numbered;
        do
        {
            counters.TryGetValue(name, out var count);
            counters[name] = count + 1;
            numbered = $"{name}{count}";
        }
        while (!taken.Add(numbered));
        return numbered;
    }
}
