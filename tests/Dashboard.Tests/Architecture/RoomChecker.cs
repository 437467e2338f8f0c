using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Digilo.Analytics.Dashboard.Tests.Architecture;

/// <summary>Reads compiled assemblies and lists every use of a type or member that the room table refuses.</summary>
internal static class RoomChecker
{
    /// <summary>One line per offence: who, what, why. Sorted, without repeats.</summary>
    public static IReadOnlyList<string> Offenders(string assemblyPath)
    {
        var offenders = new SortedSet<string>(StringComparer.Ordinal);
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        foreach (var type in module.GetTypes())
        {
            var outermost = Outermost(type).FullName;
            if (Room.Of(outermost) is not { } room)
            {
                continue;
            }

            foreach (var (usedType, member) in Uses(type))
            {
                if (room.Refusal(usedType, member) is { } why)
                {
                    offenders.Add($"{outermost} uses {(member.Length > 0 ? member : usedType)}, which {why} (room {room.Namespace})");
                }
            }
        }

        return [.. offenders];
    }

    /// <summary>Names of the public types of an assembly, outermost only.</summary>
    public static IReadOnlyList<string> PublicTypes(string assemblyPath)
    {
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        return [.. module.Types.Where(t => t.IsPublic).Select(t => t.FullName).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Type, string Member)> Uses(TypeDefinition type)
    {
        foreach (var used in References(type.BaseType).Concat(type.Interfaces.SelectMany(i => References(i.InterfaceType))))
        {
            yield return (used, "");
        }

        foreach (var field in type.Fields.SelectMany(f => References(f.FieldType)))
        {
            yield return (field, "");
        }

        foreach (var property in type.Properties.SelectMany(p => References(p.PropertyType)))
        {
            yield return (property, "");
        }

        foreach (var method in type.Methods)
        {
            foreach (var used in References(method.ReturnType).Concat(method.Parameters.SelectMany(p => References(p.ParameterType))))
            {
                yield return (used, "");
            }

            if (!method.HasBody)
            {
                continue;
            }

            foreach (var variable in method.Body.Variables.SelectMany(v => References(v.VariableType)))
            {
                yield return (variable, "");
            }

            foreach (var use in method.Body.Instructions.SelectMany(Uses))
            {
                yield return use;
            }
        }
    }

    private static IEnumerable<(string Type, string Member)> Uses(Instruction instruction) => instruction.Operand switch
    {
        MethodReference m => References(m.DeclaringType)
            .Concat(m is GenericInstanceMethod g ? g.GenericArguments.SelectMany(References) : [])
            .Select(t => (t, ""))
            .Append((m.DeclaringType.GetElementType().FullName, $"{m.DeclaringType.GetElementType().FullName}::{m.Name}")),
        FieldReference f => References(f.DeclaringType).Concat(References(f.FieldType)).Select(t => (t, "")),
        TypeReference t => References(t).Select(u => (u, "")),
        _ => [],
    };

    private static IEnumerable<string> References(TypeReference? type)
    {
        if (type is null or GenericParameter)
        {
            yield break;
        }

        if (type is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments.SelectMany(References))
            {
                yield return argument;
            }
        }

        var element = type.GetElementType();
        if (element is not GenericParameter)
        {
            yield return element.FullName;
        }
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
