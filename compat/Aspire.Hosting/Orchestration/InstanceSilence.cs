namespace Aspire.Hosting.Orchestration;

/// <summary>Whether an instance's process hangs: it is there, and what asks for its health hears nothing.</summary>
internal sealed class InstanceSilence
{
    private Action _fall = static () => { };

    public InstanceSilence() => Renew();

    public bool IsSilent => Token.IsCancellationRequested;

    /// <summary>Cancelled when the instance falls silent; another one once it answers again.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>Told by the instance's one health monitor.</summary>
    public void Set(bool isSilent)
    {
        if (isSilent)
        {
            _fall();
        }
        else if (IsSilent)
        {
            Renew();
        }
    }

    // Without a timer there is nothing to dispose of.
    private void Renew()
    {
        var source = new CancellationTokenSource();
        _fall = source.Cancel;
        Token = source.Token;
    }
}
