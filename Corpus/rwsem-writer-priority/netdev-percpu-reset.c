// run: kernel-version=5.15
/*
 * A network device that guards its configuration with a percpu rwsem.
 *
 * Readers of it are cheap, but they too queue behind a writer. Task 1 reads a register: holds the
 * rwsem for reading and waits for the reset bit to clear. Task 2 changes the configuration. Task 3,
 * the reset worker, reads the configuration before it clears the bit.
 */

#include <linux/percpu-rwsem.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define NET_RESETTING 3

struct net_config {
	struct percpu_rw_semaphore lock;
	unsigned int mtu;
	unsigned int queues;
};

struct net_hw {
	unsigned long flags;
	struct net_config *config;
	struct work_struct reset_work;
};

int hw_program(struct net_hw *hw, unsigned int mtu, unsigned int queues);
u32 hw_read(struct net_hw *hw, unsigned int reg);

static void net_reset(struct work_struct *work)
{
	struct net_hw *hw = container_of(work, struct net_hw, reset_work);
	unsigned int mtu, queues;

	percpu_down_read(&hw->config->lock);
	mtu = hw->config->mtu;
	queues = hw->config->queues;
	percpu_up_read(&hw->config->lock);

	hw_program(hw, mtu, queues);
	clear_and_wake_up_bit(NET_RESETTING, &hw->flags);
}

u32 net_read_bad(struct net_hw *hw, unsigned int reg)
{
	u32 value;

	percpu_down_read(&hw->config->lock);
	wait_on_bit(&hw->flags, NET_RESETTING, TASK_UNINTERRUPTIBLE); // expect: rwsem-writer-priority confirmed
	value = hw_read(hw, reg);
	percpu_up_read(&hw->config->lock);
	return value;
}

void net_change_mtu(struct net_hw *hw, unsigned int mtu)
{
	percpu_down_write(&hw->config->lock);
	hw->config->mtu = mtu;
	percpu_up_write(&hw->config->lock);
}

/* From the interrupt that reports an error. */
void net_error(struct net_hw *hw)
{
	set_bit(NET_RESETTING, &hw->flags);
	schedule_work(&hw->reset_work);
}

void net_hw_init(struct net_hw *hw)
{
	INIT_WORK(&hw->reset_work, net_reset);
}
