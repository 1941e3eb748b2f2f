namespace Aspire.Hosting;

/// <summary>The application is described wrongly or cannot start; the message says what to do.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public DistributedApplicationException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public DistributedApplicationException(string message)
        : base(message) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">Its cause.</param>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner) { }
}
