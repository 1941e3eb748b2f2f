using System.Reflection;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>Answers calls of an interface too large to write out.</summary>
public class Scripted : DispatchProxy
{
    private Func<string, object?> answer = _ => null;

    /// <summary>An object whose members give what <paramref name="answer"/> has for their name.</summary>
    public static T Create<T>(Func<string, object?> answer)
        where T : class
    {
        var made = Create<T, Scripted>();
        ((Scripted)(object)made).answer = answer;
        return made;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answer(targetMethod!.Name);
}
