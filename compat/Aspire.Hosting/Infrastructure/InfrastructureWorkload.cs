using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Infrastructure;

/// <summary>A server with data on disk.</summary>
internal abstract class InfrastructureWorkload(ResourceInstance instance, StateFolder state, string account)
    : Workload(instance)
{
    private const string PasswordMark = "password.sha256";
    private bool _erased;

    protected StateFolder State { get; } = state;

    /// <summary>The account to run as, or null for the AppHost's own.</summary>
    protected string? Account { get; } = ServerEnvironment.Account(account);

    protected int Port => Instance.Ports["tcp"];

    /// <summary>The server's folder. Without a data volume it is emptied once per run, as a new container would be.</summary>
    protected string PrepareFolder()
    {
        var kept = Instance.Resource.Annotations.OfType<DataFolderAnnotation>().LastOrDefault();
        var name = Path.Combine("data", kept?.Name ?? Instance.Resource.Name);
        if (kept is null && !_erased)
        {
            var folder = Path.Combine(State.Path, name);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
            _erased = true;
        }
        State.PrepareTraversable("data");
        return State.Prepare(name, Account);
    }

    /// <summary>Refuses a password other than the one the data was made with, which the server would go on asking for.</summary>
    protected void RefuseOtherPassword(string folder, string password)
    {
        var mark = Path.Combine(folder, PasswordMark);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Instance.Resource.Name + password)));
        if (!File.Exists(mark))
        {
            File.WriteAllText(mark, hash);
        }
        else if (File.ReadAllText(mark) != hash)
        {
            var parameter = $"{Instance.Resource.Name}-password";
            throw new DistributedApplicationException(
                $"The password of '{Instance.Resource.Name}' is not the one its data was made with. Give the former one "
                    + $"(parameter {parameter}), or remove {folder} to start without that data."
            );
        }
    }
}
