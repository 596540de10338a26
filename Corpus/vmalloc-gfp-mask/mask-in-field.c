// run: kernel-version=5.10
/*
 * A buffer library that keeps the mask of each of its clients in a field.
 *
 * One client is a journal, and says GFP_NOFS when it registers. The allocation is elsewhere, with the
 * field as its mask, and under the client's lock, for which writing back (task 2) waits.
 */

#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct buffer_client {
	struct mutex lock;
	gfp_t gfp;
	void *buffer;
};

void *buffer_grow_bad(struct buffer_client *client, size_t size)
{
	mutex_lock(&client->lock);
	if (!client->buffer)
		client->buffer = __vmalloc(size, client->gfp); // expect-fn: vmalloc-gfp-mask masks are not followed through the fields of objects
	mutex_unlock(&client->lock);
	return client->buffer;
}

static struct buffer_client *client_create(gfp_t gfp)
{
	struct buffer_client *client = kzalloc(sizeof(*client), GFP_KERNEL);

	if (client) {
		mutex_init(&client->lock);
		client->gfp = gfp;
	}
	return client;
}

struct buffer_client *journal_client_create(void)
{
	return client_create(GFP_NOFS);
}

struct buffer_client *user_client_create(void)
{
	return client_create(GFP_KERNEL);
}
