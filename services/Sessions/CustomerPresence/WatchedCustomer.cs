namespace Chat.Sessions.CustomerPresence;

/// <summary>What agents on this instance know of a conversation's customer; changed under the lock of its watch.</summary>
internal sealed class WatchedCustomer
{
    private CustomerStatus? told;
    private TimeSpan? absentSince;

    /// <summary>How many want to know.</summary>
    public int Watchers { get; set; } = 1;

    /// <summary>Somebody has joined who was told nothing yet.</summary>
    public bool HasNewcomer { get; set; } = true;

    /// <summary>Nobody can say how it is: who is missed when somebody can again gets the whole grace.</summary>
    public void Forget() => absentSince = null;

    /// <summary>Takes in how it is at <paramref name="now"/>, on any clock; answers what has to be told, if anything.</summary>
    public CustomerStatus? Take(CustomerStatus status, TimeSpan now, TimeSpan grace)
    {
        absentSince = status is CustomerStatus.Online ? null : absentSince ?? now;
        var isSure = absentSince is not { } since || now - since >= grace;
        var known = isSure ? status : told;
        if (known is null || (known == told && !HasNewcomer))
        {
            return null;
        }

        (told, HasNewcomer) = (known, false);
        return known;
    }
}
