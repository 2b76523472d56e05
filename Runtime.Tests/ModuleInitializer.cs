using System.Runtime.CompilerServices;
using DslManifolds.Native;

namespace DslManifolds.Runtime.Tests;

internal static class ModuleInitializer
{
    [ModuleInitializer]
    internal static void Initialize() => LibTorch.Prepare();
}
