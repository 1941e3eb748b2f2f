using Chat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.AgentLogins;

/// <summary>
/// Makes and checks password hashes with ASP.NET Core Identity's algorithm. A check takes a processor for a tenth of a
/// second, so few run at the same time and few more wait: logins cannot starve the conversations.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    private readonly PasswordHasher<string> hasher;
    private readonly SemaphoreSlim gate;
    private readonly int most;
    private readonly Lazy<string> nobodys;
    private int pending;

    public PasswordHashing(IOptions<LoginOptions> options)
    {
        var settings = options.Value;
        hasher = new PasswordHasher<string>(
            Options.Create(new PasswordHasherOptions { IterationCount = settings.HashIterations })
        );
        gate = new SemaphoreSlim(settings.MaxHashing);
        most = settings.MaxHashing + settings.MaxWaiting;
        nobodys = new Lazy<string>(() => hasher.HashPassword("", Guid.Empty.ToString()));
    }

    /// <summary>The hash of a new password.</summary>
    public Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => hasher.HashPassword("", password), cancellationToken);

    /// <summary>
    /// Whether the password is that of the hash. Without a hash it is not, and finding that out takes as long.
    /// </summary>
    public Task<Result<PasswordVerificationResult>> VerifyAsync(
        string? hash,
        string password,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            () =>
            {
                var result = hasher.VerifyHashedPassword("", hash ?? nobodys.Value, password);
                return hash is null ? PasswordVerificationResult.Failed : result;
            },
            cancellationToken
        );

    public void Dispose() => gate.Dispose();

    private async Task<Result<T>> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref pending) > most)
        {
            Interlocked.Decrement(ref pending);
            return new LoginBusy();
        }

        try
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                return work();
            }
            finally
            {
                gate.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref pending);
        }
    }
}
