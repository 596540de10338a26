// run: kernel-version=6.1
/*
 * spin_lock_bh keeps soft interrupts out, but the lock is taken by a hard one.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct nic {
	spinlock_t stats_lock;
	int packets;
	int interrupts;
};

static irqreturn_t nic_irq(int irq, void *data)
{
	struct nic *nic = data;

	spin_lock(&nic->stats_lock);
	nic->interrupts++;
	spin_unlock(&nic->stats_lock);
	return IRQ_HANDLED;
}

int nic_open(struct nic *nic, unsigned int irq)
{
	return request_irq(irq, nic_irq, IRQF_SHARED, "nic", nic);
}

void nic_stats_bad(struct nic *nic)
{
	spin_lock_bh(&nic->stats_lock); // expect: irq-inversion confirmed
	nic->packets = 0;
	spin_unlock_bh(&nic->stats_lock);
}
