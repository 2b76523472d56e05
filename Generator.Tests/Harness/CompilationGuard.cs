using System.Reflection;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>
/// Searches everything that an object holds, field by field, for what belongs to a compilation: a step that keeps such a thing
/// keeps the whole compilation alive, and is never equal to the next run's.
/// </summary>
internal static class CompilationGuard
{
    /// <returns>Where the first such thing is held, and its type; null where there is none.</returns>
    public static string? FindKept(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<(object? Value, string Path)>();
        waiting.Push((root, "$"));
        while (waiting.Count > 0)
        {
            var (value, path) = waiting.Pop();
            if (value is null || IsLeaf(value) || (!value.GetType().IsValueType && !seen.Add(value)))
                continue;
            if (BelongsToCompilation(value))
                return $"{value.GetType().Name} at {path}";
            if (value is Array array)
            {
                // Indices of arrays of any rank.
                var i = 0;
                foreach (var item in array)
                    waiting.Push((item, $"{path}[{i++}]"));
                continue;
            }

            foreach (var field in Fields(value.GetType()))
                waiting.Push((field.GetValue(value), $"{path}.{field.Name}"));
        }

        return null;
    }

    // Tests with "is": the objects themselves are of types derived from these, most of them internal to the compiler.
    private static bool BelongsToCompilation(object value) => value
        is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel
        or Location or Diagnostic or AttributeData or IOperation;

    private static bool IsLeaf(object value) => value
        is string or Pointer or MemberInfo or Assembly or Module or System.Text.Encoding or System.Globalization.CultureInfo
        || value.GetType().IsPrimitive || value.GetType().IsEnum;

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var field in current.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRef && !field.FieldType.IsByRefLike)
                    yield return field;
            }
        }
    }
}
