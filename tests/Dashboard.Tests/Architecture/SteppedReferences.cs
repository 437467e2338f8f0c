using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Digilo.Analytics.Dashboard.Tests.Architecture;

/// <summary>
/// Finds references that are moved along an array with <see cref="Unsafe"/>. After the last step such a reference lies behind the array,
/// and a collection at that moment may follow it into what it takes for an object: the whole process would end with a segmentation fault,
/// rarely, and far from the cause. Offsets may move; references stand still.
/// </summary>
internal static class SteppedReferences
{
    /// <summary>One line per reference that is moved: in which method.</summary>
    public static IReadOnlyList<string> In(string assemblyPath)
    {
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        return [.. module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody && Moves(m.Body)).Select(m => m.FullName).Order(StringComparer.Ordinal)];
    }

    private static bool Moves(MethodBody body) =>
        body.Instructions.Where(i => i.Next is not null && IsStep(i)).Any(i => Stored(body, i.Next) switch
        {
            ParameterDefinition => true,
            VariableDefinition v => v.VariableType.IsByReference && body.Instructions.Count(s => Stored(body, s) == v) > 1,
            _ => false,
        });

    private static bool IsStep(Instruction instruction) =>
        instruction.Operand is MethodReference { DeclaringType.FullName: "System.Runtime.CompilerServices.Unsafe" } m
        && (m.Name.StartsWith("Add", StringComparison.Ordinal) || m.Name.StartsWith("Subtract", StringComparison.Ordinal));

    private static object? Stored(MethodBody body, Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Stloc_0 => body.Variables[0],
        Code.Stloc_1 => body.Variables[1],
        Code.Stloc_2 => body.Variables[2],
        Code.Stloc_3 => body.Variables[3],
        Code.Stloc or Code.Stloc_S or Code.Starg or Code.Starg_S => instruction.Operand,
        _ => null,
    };
}
