using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using NodaTime;

namespace Atalaya.Tests.Accords.Records;

/// <summary>What a closed type is: one that free text cannot enter.</summary>
internal static class ClosedTypes
{
    // Values with a fixed form of their own: numbers, times, digests, keys, two-letter states.
    private static readonly HashSet<Type> Atoms =
    [
        typeof(bool), typeof(int), typeof(long), typeof(double), typeof(Instant), typeof(LocalDate), typeof(Window), typeof(Position), typeof(StateCode), typeof(RecordDigest), typeof(OfficerKey),
    ];

    /// <summary>Properties of a record, or of a value inside one, that a reader fills.</summary>
    public static IEnumerable<PropertyInfo> Filled(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.Name != "EqualityContract" && p.GetIndexParameters().Length == 0
                && (p.SetMethod is not null || p.GetCustomAttribute<AuthorisesAttribute>() is not null || p.GetCustomAttribute<TellsAttribute>() is not null));

    /// <summary>Why a type is open, as a path; null for a closed one. Fields inside that only tell are left out.</summary>
    public static string? WhyOpen(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || Atoms.Contains(type))
            return null;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return WhyOpen(type.GetGenericArguments()[0], path + "[]");
        if (type.Namespace != typeof(AccordRecord).Namespace)
            return $"{path} is {type}";
        if (type.IsAbstract)
        {
            var kinds = type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type)).ToList();
            var opens = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(c => c.IsPublic || c.IsFamily);
            return opens.Any(c => c.GetParameters().Length == 0) ? $"{path}: {type} can be inherited from outside" : kinds.Select(k => WhyOpen(k, path)).FirstOrDefault(static w => w is not null);
        }

        var filled = Filled(type).ToList();
        return filled.Count == 0
            ? $"{path} is {type}, which holds what nobody marked"
            : filled.Where(static p => p.GetCustomAttribute<TellsAttribute>() is null).Select(p => WhyOpen(p.PropertyType, $"{path}.{p.Name}")).FirstOrDefault(static w => w is not null);
    }

    /// <summary>Every enum value anywhere inside is a member of its list.</summary>
    public static void AssertClosedValues(object? value)
    {
        if (value is null)
            return;
        var type = value.GetType();
        if (type.IsEnum)
        {
            Assert.True(Enum.IsDefined(type, value), $"{type}: {value}");
        }
        else if (value is string or IFormattable)
        {
            return;
        }
        else if (value is IEnumerable items)
        {
            foreach (var item in items)
                AssertClosedValues(item);
        }
        else if (type.Namespace == typeof(AccordRecord).Namespace)
        {
            foreach (var property in Filled(type).Where(static p => p.PropertyType != typeof(string)))
                AssertClosedValues(property.GetValue(value));
        }
    }
}
