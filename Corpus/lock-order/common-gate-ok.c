// run: kernel-version=6.1
/*
 * Two orders, but both under one outer mutex: only one of the tasks can be between the two locks.
 * A third function takes the outer lock in its callers.
 */

#include <linux/mutex.h>

static DEFINE_MUTEX(registry_lock);

struct channel {
	struct mutex rx;
	struct mutex tx;
	int open;
};

void channel_open_ok(struct channel *channel)
{
	mutex_lock(&registry_lock);
	mutex_lock(&channel->rx);
	mutex_lock(&channel->tx);
	channel->open = 1;
	mutex_unlock(&channel->tx);
	mutex_unlock(&channel->rx);
	mutex_unlock(&registry_lock);
}

static void channel_shut(struct channel *channel)
{
	mutex_lock(&channel->tx);
	mutex_lock(&channel->rx);
	channel->open = 0;
	mutex_unlock(&channel->rx);
	mutex_unlock(&channel->tx);
}

void channel_close_ok(struct channel *channel)
{
	mutex_lock(&registry_lock);
	channel_shut(channel);
	mutex_unlock(&registry_lock);
}

void channel_reset_ok(struct channel *channel)
{
	mutex_lock(&registry_lock);
	if (channel->open)
		channel_shut(channel);
	mutex_unlock(&registry_lock);
}
