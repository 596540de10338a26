// run: kernel-version=6.1
/*
 * Packets between two sockets of one machine are freed by the tasks that have them, so what is called then
 * does not interrupt a task that counts them.
 */

#include <linux/spinlock.h>

struct sk_buff {
	void (*destructor)(struct sk_buff *packet);
};

static DEFINE_SPINLOCK(count_lock);
static int packets;

static void packet_free(struct sk_buff *packet)
{
	spin_lock(&count_lock);
	packets--;
	spin_unlock(&count_lock);
}

void packet_send_ok(struct sk_buff *packet)
{
	packet->destructor = packet_free;
	spin_lock(&count_lock);
	packets++;
	spin_unlock(&count_lock);
}
