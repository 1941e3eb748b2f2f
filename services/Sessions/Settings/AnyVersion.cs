using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>Changes that are meant for whatever is there: others at the same moment are no reason to refuse them.</summary>
internal static class AnyVersion
{
    // Each further one needs somebody else who has just changed the same.
    private const int MaxTries = 50;

    /// <summary>
    /// Makes a change that fails when somebody else changed the same meanwhile; again, unless it was meant for one version.
    /// </summary>
    public static async Task<Result<T>> ChangeAsync<T>(ExpectedVersion? expected, Func<Task<Result<T>>> tryAsync)
    {
        for (var tries = 1; ; tries++)
        {
            var changed = await tryAsync();
            if (changed.Error is not VersionMismatch || expected is { IsAny: false } || tries == MaxTries)
            {
                return changed;
            }
        }
    }
}
