using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.State;

/// <summary>Where data, passwords and logs of the application are kept.</summary>
internal static class StateLocation
{
    private const string FolderName = "chat";

    /// <summary>
    /// CHAT_STATE when set; for root a folder below /var/tmp, because Postgres drops root and must be able to get
    /// there; for others the state folder of the XDG base directory specification.
    /// </summary>
    public static string Find(IConfiguration configuration)
    {
        if (configuration["CHAT_STATE"] is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }
        if (Environment.IsPrivilegedProcess)
        {
            return Path.Combine("/var/tmp", FolderName);
        }
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var state = configuration["XDG_STATE_HOME"] is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(home, ".local", "state");
        return Path.Combine(state, FolderName);
    }
}
