using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>The types that a declaration is composed of, through all depths.</summary>
internal static class OperandGraph
{
    /// <summary>
    /// The strongly connected components of what can be reached from a type, operands before those that use them: types that are
    /// composed of each other stand in one component. (Tarjan's algorithm, without recursion: a chain may be of any length.)
    /// </summary>
    public static List<List<INamedTypeSymbol>> Components(INamedTypeSymbol root, Func<INamedTypeSymbol, IEnumerable<INamedTypeSymbol>> operandsOf)
    {
        var components = new List<List<INamedTypeSymbol>>();
        var index = new Dictionary<INamedTypeSymbol, int>(SymbolEqualityComparer.Default);
        var low = new Dictionary<INamedTypeSymbol, int>(SymbolEqualityComparer.Default);
        var open = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var path = new Stack<INamedTypeSymbol>();
        var work = new Stack<(INamedTypeSymbol Type, IEnumerator<INamedTypeSymbol> Operands)>();
        Enter(root);
        while (work.Count > 0)
        {
            var (type, operands) = work.Peek();
            if (operands.MoveNext())
            {
                var operand = operands.Current;
                if (!index.ContainsKey(operand))
                    Enter(operand);
                else if (open.Contains(operand))
                    low[type] = Math.Min(low[type], index[operand]);
                continue;
            }

            work.Pop().Operands.Dispose();
            if (work.Count > 0)
                low[work.Peek().Type] = Math.Min(low[work.Peek().Type], low[type]);
            if (low[type] == index[type])
                components.Add(Close(type));
        }

        return components;

        void Enter(INamedTypeSymbol type)
        {
            low[type] = index[type] = index.Count;
            open.Add(type);
            path.Push(type);
            work.Push((type, operandsOf(type).GetEnumerator()));
        }

        List<INamedTypeSymbol> Close(INamedTypeSymbol type)
        {
            var component = new List<INamedTypeSymbol>();
            do
            {
                component.Add(path.Pop());
                open.Remove(component[component.Count - 1]);
            }
            while (!SymbolEqualityComparer.Default.Equals(component[component.Count - 1], type));
            return component;
        }
    }
}
