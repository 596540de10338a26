// run: kernel-version=6.1
/*
 * Registers are written directly or by way of a window, which has a lock of its own. The memory behind the
 * window is only written with the direct method in place, which the code knows by a flag.
 */

#include <linux/spinlock.h>

struct chip {
	spinlock_t window_lock;
	u32 (*read)(struct chip *chip, u32 offset);
	volatile u32 *registers;
	u32 window;
	int has_window_only;
};

static u32 chip_read_direct(struct chip *chip, u32 offset)
{
	return chip->registers[offset];
}

static u32 chip_read_window(struct chip *chip, u32 offset)
{
	u32 value;

	spin_lock(&chip->window_lock);
	chip->window = offset;
	value = chip->registers[0];
	spin_unlock(&chip->window_lock);
	return value;
}

void chip_setup(struct chip *chip)
{
	chip->read = chip->has_window_only ? chip_read_window : chip_read_direct;
}

void chip_write_memory_ok(struct chip *chip, u32 offset)
{
	spin_lock(&chip->window_lock);
	if (!chip->has_window_only) {
		chip->window = offset;
		chip->read(chip, 1);
	}
	spin_unlock(&chip->window_lock);
}
